package io.millrace.compiler.generate;

import io.millrace.compiler.plan.PlanNode;
import java.util.List;

/** Java for rows that are read by key: they are sent to where their key belongs, or lie there. */
final class KeyedInput {
  private static final String KEY_BY = "keyBy(";

  private KeyedInput() {}

  /**
   * Calls on a node's input, of which the first may key it.
   *
   * @param calls {@code keyBy(new Selector(), Types.LONG)} and what follows
   */
  static Code chain(JobContext job, PlanNode node, List<String> calls) {
    if (!job.plan.keptPlaces().contains(node.id()) || !calls.get(0).startsWith(KEY_BY)) {
      return new Code().chain("return input", calls);
    }
    String utils = job.imports.use("org.apache.flink.streaming.api.datastream.DataStreamUtils");
    String keyed = utils + ".reinterpretAsKeyedStream(input, ";
    return new Code()
        .line("// Rows have been partitioned by this key already.")
        .chain(
            "return " + keyed + calls.get(0).substring(KEY_BY.length()),
            calls.subList(1, calls.size()));
  }
}
