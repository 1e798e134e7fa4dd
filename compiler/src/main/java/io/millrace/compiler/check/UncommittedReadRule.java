package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.LintCode;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warns of exactly-once sinks behind sources that were told to read what is not committed. */
final class UncommittedReadRule implements LintRule {
  private static final String PROPERTY = KafkaSource.ISOLATION;

  @Override
  public void check(PipelineDecl written, Plan plan, Diagnostics out) {
    for (SourceDecl source : written.sources()) {
      if (source instanceof SourceDecl.Kafka kafka
          && plan.node(kafka.head().id().value()) instanceof KafkaSource node
          && readsUncommitted(node)) {
        PlanNode sink = exactlyOnceSink(plan, node);
        if (sink != null) {
          report(kafka, sink, out);
        }
      }
    }
  }

  private static void report(SourceDecl.Kafka source, PlanNode sink, Diagnostics out) {
    // The connection may be another file's, so its use is where it is reported.
    DeployText own = source.properties().get(PROPERTY);
    out.add(
        Diagnostic.of(
                LintCode.LNT005,
                own == null ? source.connection().span() : own.text().whole(),
                own == null ? source.head().path() + ".connection" : own.path(),
                "`"
                    + sink.id()
                    + "` is exactly-once, but `"
                    + source.head().id().value()
                    + "` also reads what is never committed"
                    + (own == null ? ", as the connection's `" + PROPERTY + "` says" : ""))
            .withRelated(sink.info().span(), "the sink")
            .withHelp("leave `" + PROPERTY + "` out"));
  }

  private static boolean readsUncommitted(KafkaSource node) {
    DeployValue level =
        node.properties().getOrDefault(PROPERTY, node.cluster().properties().get(PROPERTY));
    return level != null && level.text().equals("read_uncommitted");
  }

  private static @Nullable PlanNode exactlyOnceSink(Plan plan, PlanNode source) {
    Set<String> reached = new HashSet<>(Set.of(source.id()));
    for (PlanNode node : plan.nodes()) {
      if (node.inputs().stream().anyMatch(input -> reached.contains(input.node()))) {
        if (JobTimes.isExactlyOnce(node)) {
          return node;
        }
        reached.add(node.id());
      }
    }
    return null;
  }
}
