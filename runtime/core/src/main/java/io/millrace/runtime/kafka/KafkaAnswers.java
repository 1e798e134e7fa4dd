package io.millrace.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Asks a Kafka cluster, and waits for a while. */
final class KafkaAnswers {
  private final Admin admin;
  private final Duration patience;
  private @Nullable Map<String, String> brokerSettings;

  KafkaAnswers(Admin admin, Duration patience) {
    this.admin = admin;
    this.patience = patience;
  }

  /** An answer, or why there is none. */
  record Answer<T>(@Nullable T value, @Nullable Throwable failure) {}

  Admin admin() {
    return admin;
  }

  <T> Answer<T> await(KafkaFuture<T> future) {
    try {
      return new Answer<>(future.get(patience.toMillis(), TimeUnit.MILLISECONDS), null);
    } catch (ExecutionException e) {
      return new Answer<>(null, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      return new Answer<>(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer<>(null, e);
    }
  }

  /** A broker's setting; null where the client may not know it. */
  @Nullable String brokerSetting(String name) {
    Map<String, String> settings = brokerSettings;
    if (settings == null) {
      settings = askForSettings();
      brokerSettings = settings;
    }
    return settings.get(name);
  }

  private Map<String, String> askForSettings() {
    var nodes = await(admin.describeCluster().nodes()).value();
    if (nodes == null || nodes.isEmpty()) {
      return Map.of();
    }
    Node node = nodes.iterator().next();
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
    var config = await(admin.describeConfigs(List.of(broker)).values().get(broker)).value();
    Map<String, String> settings = new HashMap<>();
    if (config != null) {
      config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
    }
    return settings;
  }
}
