package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.LintCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.plan.EventTime;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.Plan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Warns of a Kafka source that reads what another one reads, in the same way. */
final class RepeatedSourceRule implements LintRule {
  @Override
  public void check(PipelineDecl written, Plan plan, Diagnostics out) {
    Map<List<Object>, SourceDecl.Kafka> known = new HashMap<>();
    for (SourceDecl source : written.sources()) {
      if (source instanceof SourceDecl.Kafka kafka
          && plan.node(kafka.head().id().value()) instanceof KafkaSource node) {
        SourceDecl.Kafka first = known.putIfAbsent(reading(kafka, node), kafka);
        if (first != null) {
          report(first, kafka, out);
        }
      }
    }
  }

  /** All that tells two readings of a topic apart; columns can be added to either. */
  private static List<Object> reading(SourceDecl.Kafka written, KafkaSource node) {
    return Arrays.asList(
        node.cluster().bootstrapServers(),
        node.cluster().properties(),
        node.properties(),
        new HashSet<>(node.topics()),
        node.topicPattern(),
        // Without one, each has a group that is named after itself.
        written.groupId() == null ? null : node.groupId(),
        node.start(),
        node.stop(),
        node.format(),
        node.wire().fields(),
        node.upsert(),
        node.tombstone(),
        node.history(),
        node.ratePerSecond(),
        node.onError(),
        node.time() == null ? null : time(node.time()));
  }

  private static List<Object> time(EventTime time) {
    TypedExpression expression = time.expression();
    return Arrays.asList(
        time.field(),
        expression == null ? null : expression.canonical(),
        time.maxOutOfOrderness(),
        time.idleAfter(),
        time.align());
  }

  private static void report(SourceDecl.Kafka first, SourceDecl.Kafka second, Diagnostics out) {
    String id = first.head().id().value();
    out.add(
        Diagnostic.of(
                LintCode.LNT008,
                second.head().id().span(),
                second.head().path(),
                "`" + second.head().id().value() + "` reads what `" + id + "` reads, once more")
            .withRelated(first.head().id().span(), "the same topic, read in the same way")
            .withHelp("read `" + id + "` in its place: it is fetched and decoded once"));
  }
}
