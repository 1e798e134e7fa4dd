package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.BlackholeSinkDecl;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.SinkDecl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds sinks. */
final class SinkBinder {
  private static final List<String> OF_TRANSACTIONS =
      List.of("transactional-id-prefix", "transaction-timeout");

  private final NodeBinder nodes;

  SinkBinder(NodeBinder nodes) {
    this.nodes = nodes;
  }

  SinkDecl bind(Section.Entry entry) {
    NodeHead head = nodes.head(entry);
    Section sink = entry.section();
    String type = sink.requiredText("type").value();
    return switch (type) {
      case "kafka" -> kafka(head, sink);
      case "print" -> new SinkDecl.Print(head, nodes.inputs(sink));
      case "file" ->
          new SinkDecl.File(
              head, nodes.inputs(sink), sink.requiredDeployText("directory"), nodes.format(sink));
      case "jdbc" -> JdbcSinkBinder.bind(head, nodes.inputs(sink), sink);
      case "blackhole" -> new BlackholeSinkDecl(head, nodes.inputs(sink));
      default -> throw new IllegalStateException("the schema lets a sink be of type " + type);
    };
  }

  private SinkDecl kafka(NodeHead head, Section sink) {
    Located<SinkDecl.Delivery> delivery = sink.choice("delivery", SinkDecl.Delivery.class);
    warnOfTransactions(sink, delivery);
    return new SinkDecl.Kafka(
        head,
        nodes.inputs(sink),
        sink.requiredText("connection"),
        sink.requiredDeployText("topic"),
        KafkaRecordBinder.bind(sink),
        nodes.format(sink),
        delivery,
        sink.deployText("transactional-id-prefix"),
        sink.duration("transaction-timeout"),
        sink.deployTexts("properties"));
  }

  private static void warnOfTransactions(
      Section sink, @Nullable Located<SinkDecl.Delivery> delivery) {
    if (delivery == null || delivery.value() == SinkDecl.Delivery.EXACTLY_ONCE) {
      return;
    }
    for (String key : OF_TRANSACTIONS) {
      if (sink.has(key)) {
        sink.context()
            .add(
                Diagnostic.of(
                        SchemaCode.SCH013,
                        sink.keySpan(key),
                        sink.pathOf(key),
                        "`" + key + "` has no effect without `exactly-once` delivery")
                    .withRelated(delivery.span(), "delivery is set here"));
      }
    }
  }
}
