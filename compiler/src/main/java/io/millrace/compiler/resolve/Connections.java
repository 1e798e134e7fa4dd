package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.ConnectionDecl;
import io.millrace.compiler.plan.KafkaCluster;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declared connections. */
final class Connections {
  private final Resolution resolution;
  private final Map<String, KafkaCluster> clusters = new LinkedHashMap<>();

  Connections(Resolution resolution) {
    this.resolution = resolution;
    for (ConnectionDecl decl : resolution.pipeline.connections()) {
      clusters.put(
          decl.id().value(),
          new KafkaCluster(
              decl.id().value(),
              resolution.texts.plain(decl.bootstrapServers()),
              resolution.texts.properties(decl.properties())));
    }
  }

  /** The connection of that name, or null after a report. */
  @Nullable KafkaCluster find(Located<String> name, String path) {
    KafkaCluster cluster = clusters.get(name.value());
    if (cluster == null) {
      resolution.unknown(
          ReferenceCode.REF005, name, path + ".connection", "connection", clusters.keySet());
    }
    return cluster;
  }
}
