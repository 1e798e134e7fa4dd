package io.millrace.compiler.generate;

import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java for rows that are read by key: they are sent to where their key belongs, or lie there. */
final class KeyedInput {
  private KeyedInput() {}

  /**
   * Calls on a node's input.
   *
   * @param key by which the calls read the input; null: they do not, or key it themselves
   */
  static Code chain(JobContext job, PlanNode node, @Nullable KeyBy key, List<String> calls) {
    if (key == null) {
      return new Code().chain("return input", calls);
    }
    if (!job.plan.keptPlaces().contains(node.id())) {
      List<String> all = new ArrayList<>(List.of(key.call()));
      all.addAll(calls);
      return new Code().chain("return input", all);
    }
    String utils = job.imports.use("org.apache.flink.streaming.api.datastream.DataStreamUtils");
    return new Code()
        .line("// Rows have been partitioned by this key already.")
        .chain(
            "return " + utils + ".reinterpretAsKeyedStream(input, " + key.arguments() + ")", calls);
  }
}
