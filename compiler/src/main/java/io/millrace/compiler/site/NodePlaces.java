package io.millrace.compiler.site;

import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.LookupTarget;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a node reads or writes outside of the job. */
final class NodePlaces {
  /**
   * Something outside.
   *
   * @param kind {@code topic}, {@code files}, {@code table}, {@code database} or {@code service}
   */
  record Outside(String kind, String name) {}

  private NodePlaces() {}

  static List<Outside> of(PlanNode node) {
    List<Outside> all = new ArrayList<>();
    if (node instanceof KafkaSource source) {
      source.topics().forEach(topic -> all.add(new Outside("topic", topic.text())));
      if (source.topicPattern() != null) {
        all.add(new Outside("topic", source.topicPattern().text()));
      }
      if (source.history() != null) {
        all.add(new Outside("files", source.history().path().text()));
      }
    } else if (node instanceof PlanNode.FileSource source) {
      all.add(new Outside("files", source.path().text()));
    } else if (node instanceof PlanNode.KafkaSink sink) {
      all.add(new Outside("topic", sink.topic().text()));
    } else if (node instanceof PlanNode.FileSink sink) {
      all.add(new Outside("files", sink.directory().text()));
    } else if (node instanceof JdbcSink sink) {
      all.add(new Outside("table", sink.table().text()));
    } else if (node instanceof Lookup lookup) {
      if (lookup.target() instanceof LookupTarget.Jdbc jdbc) {
        all.add(new Outside("database", jdbc.database().url().text()));
      } else if (lookup.target() instanceof LookupTarget.Http http) {
        all.add(
            new Outside(
                "service",
                http.service().baseUrl().text()
                    + http.path().stream()
                        .map(piece -> piece.isName() ? "{" + piece.text() + "}" : piece.text())
                        .collect(Collectors.joining())));
      }
    }
    return all;
  }

  static boolean isWritten(PlanNode node) {
    return node instanceof PlanNode.Sink;
  }
}
