package io.millrace.compiler.bind;

import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.JdbcSinkDecl;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.List;

/** Binds sinks to databases. */
final class JdbcSinkBinder {
  private JdbcSinkBinder() {}

  static JdbcSinkDecl bind(NodeHead head, List<InputRef> inputs, Section sink) {
    Section batch = sink.section("batch");
    return new JdbcSinkDecl(
        head,
        inputs,
        sink.requiredText("connection"),
        sink.requiredDeployText("table"),
        sink.names("key"),
        sink.each(
            "columns",
            entry ->
                new JdbcSinkDecl.JdbcColumn(
                    entry.name(), Section.located((YamlScalar) entry.value()))),
        batch == null ? null : batch.integer("rows"),
        batch == null ? null : batch.duration("interval"),
        sink.integer("retries"));
  }
}
