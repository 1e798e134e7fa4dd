package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to a table of a database.
 *
 * @param key fields by which a row replaces another; empty: rows are inserted, unless they update
 * @param columns field → column, where their names differ
 * @param batchRows null: the default
 * @param batchInterval null: the default
 * @param retries null: the default
 */
public record JdbcSinkDecl(
    NodeHead head,
    List<InputRef> inputs,
    Located<String> connection,
    DeployText table,
    List<Located<String>> key,
    List<JdbcColumn> columns,
    @Nullable Located<Long> batchRows,
    @Nullable Located<Duration> batchInterval,
    @Nullable Located<Long> retries)
    implements SinkDecl {
  /** A column that has another name than its field. */
  public record JdbcColumn(Located<String> field, Located<String> column) {}
}
