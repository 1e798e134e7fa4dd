package io.millrace.compiler.plan;

import java.util.List;
import java.util.Locale;

/** What a Kafka sink makes of a row, as lines of a printed plan. */
final class KafkaRecordText {
  private KafkaRecordText() {}

  static void lines(PlanNode.KafkaSink node, List<String> lines) {
    KafkaRecord made = node.record();
    if (!made.key().isEmpty()) {
      boolean usual = made.jsonKey() == made.key().size() > 1;
      lines.add("key " + String.join(", ", made.key()) + (usual ? "" : " as json"));
    }
    if (node.row() != null && made.value().size() < node.row().fields().size()) {
      lines.add("value " + String.join(", ", made.value()));
    }
    for (Column header : made.headers()) {
      lines.add("header " + header.name() + " = " + header.expression().canonical());
    }
    if (!made.partitionBy().isEmpty()) {
      lines.add("partition-by " + String.join(", ", made.partitionBy()));
    }
    KafkaRecord.Stamp stamp = made.stamp();
    if (stamp.kind() != KafkaRecord.Stamp.Kind.INGESTION) {
      lines.add(
          "timestamp "
              + (stamp.field() != null
                  ? stamp.field()
                  : stamp.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
  }
}
