package io.millrace.runtime.function;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The generated function of several nodes in a row. Flink counts what comes into the first and goes
 * out of the last; what each filter between lets pass is in its metric {@code
 * node.<id>.numRecordsOut}.
 *
 * @param <IN> rows of the first node
 * @param <OUT> rows of the last node
 */
public abstract class FusedFunction<IN, OUT> extends RichFlatMapFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  private transient Counter[] passed;

  /** Ids of the filters among the nodes, in their order. */
  protected List<String> filters() {
    return List.of();
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    passed =
        filters().stream()
            .map(node -> metrics.addGroup("node", node).counter("numRecordsOut"))
            .toArray(Counter[]::new);
  }

  /**
   * Counts a row that a filter lets pass.
   *
   * @param filter its place in {@link #filters()}
   */
  protected final void passed(int filter) {
    passed[filter].inc();
  }
}
