package io.millrace.compiler.plan;

import io.millrace.compiler.types.RecordType;
import java.util.List;

/** Takes rows and does nothing with them. */
public record BlackholeSink(NodeInfo info, List<StreamRef> inputs, RecordType row)
    implements PlanNode.Sink {
  /** The same with fewer fields. */
  public BlackholeSink with(RecordType newRow) {
    return new BlackholeSink(info, inputs, newRow);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
