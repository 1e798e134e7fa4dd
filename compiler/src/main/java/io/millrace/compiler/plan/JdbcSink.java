package io.millrace.compiler.plan;

import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes rows to a table of a database.
 *
 * @param key fields by which a row replaces another; empty: rows are only inserted
 * @param columns field → column, for all fields of the row in their order
 */
public record JdbcSink(
    NodeInfo info,
    List<StreamRef> inputs,
    JdbcDatabase database,
    DeployValue table,
    List<String> key,
    Map<String, String> columns,
    int batchRows,
    Duration batchInterval,
    int retries,
    RecordType row)
    implements PlanNode.Sink {
  @Override
  public Set<RuntimeModule> modules() {
    return Set.of(RuntimeModule.JDBC);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
