package io.millrace.local.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The server properties of a small combined KRaft node that listens on the loopback only. */
final class BrokerProperties {
  static final String HOST = "127.0.0.1";

  private BrokerProperties() {}

  static Properties of(int port, int controllerPort, Path logs, BrokerOptions options) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    StringBuilder clients = new StringBuilder("PLAINTEXT://" + HOST + ":" + port);
    StringBuilder protocols = new StringBuilder("CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    for (BrokerListener listener : options.listeners()) {
      clients.append("," + listener.name() + "://" + listener.bootstrapServers());
      protocols.append("," + listener.name() + ":" + listener.protocol());
    }
    p.setProperty("listeners", clients + ",CONTROLLER://" + HOST + ":" + controllerPort);
    p.setProperty("advertised.listeners", clients.toString());
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("listener.security.protocol.map", protocols.toString());
    p.setProperty("inter.broker.listener.name", "PLAINTEXT");
    p.setProperty("log.dirs", logs.toString());

    // One node: everything is kept once.
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "1");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.num.partitions", "1");

    // Flink's sink stamps records with event time: with a retention, data from 1970 would vanish.
    p.setProperty("log.retention.ms", "-1");
    // A misspelt topic should fail here as it does in production.
    p.setProperty("auto.create.topics.enable", "false");

    // Quick to start, small in memory: the log cleaner takes 128 MB unless told.
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("controlled.shutdown.enable", "false");
    p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "4");
    p.setProperty("background.threads", "2");
    options.properties().forEach(p::setProperty);
    return p;
  }
}
