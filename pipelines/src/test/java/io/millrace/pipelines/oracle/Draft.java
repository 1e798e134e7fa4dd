package io.millrace.pipelines.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pipeline that is being made. */
final class Draft {
  private final String name;
  private final boolean meantToFail;
  private final Set<String> covered;
  private final StringBuilder types = new StringBuilder();
  private final StringBuilder sources = new StringBuilder();
  private final StringBuilder operators = new StringBuilder();
  private final StringBuilder sinks = new StringBuilder();
  private final Map<String, List<GeneratedPipeline.Sent>> topics = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Outlet> outlets = new ArrayList<>();
  private final List<GeneratedPipeline.DeadLetters> deadLetters = new ArrayList<>();
  private boolean kafka;
  private @Nullable String failingNode;

  Draft(String name, boolean meantToFail, Set<String> covered) {
    this.name = name;
    this.meantToFail = meantToFail;
    this.covered = covered;
  }

  boolean isMeantToFail() {
    return meantToFail;
  }

  void cover(String feature) {
    covered.add(feature);
  }

  String topic(String node) {
    return name + "." + node;
  }

  void useKafka() {
    kafka = true;
  }

  void type(String type, String fields) {
    if (types.indexOf("  " + type + ":") < 0) {
      types.append("  %s: { fields: %s }\n".formatted(type, fields));
    }
  }

  void source(String id, String body) {
    sources.append("  ").append(id).append(":\n").append(body);
  }

  void operator(String id, String body) {
    operators.append("  ").append(id).append(":\n").append(body);
  }

  void sink(String id, String body) {
    sinks.append("  ").append(id).append(":\n").append(body);
  }

  void send(String topic, List<GeneratedPipeline.Sent> records) {
    topics.put(topic, records);
  }

  void file(String file, byte[] text) {
    files.put(file, text);
  }

  void outlet(Outlet outlet) {
    outlets.add(outlet);
  }

  void deadLetters(GeneratedPipeline.DeadLetters letters) {
    deadLetters.add(letters);
  }

  void fails(String node) {
    failingNode = node;
  }

  GeneratedPipeline finish(String job) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("apiVersion: millrace/v1\nkind: Pipeline\nname: ").append(name).append('\n');
    yaml.append("parameters:\n  limit: { type: int, default: 1 }\n  dir: { type: string }\n");
    if (kafka) {
      yaml.append("  brokers: { type: string }\nconnections:\n");
      yaml.append("  main: { type: kafka, bootstrap-servers: \"${brokers}\" }\n");
    }
    yaml.append(job);
    section(yaml, "types", types);
    section(yaml, "sources", sources);
    section(yaml, "operators", operators);
    section(yaml, "sinks", sinks);
    return new GeneratedPipeline(
        name, yaml.toString(), topics, files, outlets, deadLetters, failingNode);
  }

  private static void section(StringBuilder yaml, String title, StringBuilder body) {
    if (!body.isEmpty()) {
      yaml.append(title).append(":\n").append(body);
    }
  }
}
