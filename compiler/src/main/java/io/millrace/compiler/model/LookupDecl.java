package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database or an HTTP server for each row.
 *
 * @param query SQL with {@code :name} for what is asked; null: not given
 * @param urlPath path and query of a URL with <code>{name}</code> for what is asked; null: not
 *     given
 * @param post whether what is asked goes as a JSON body
 * @param with name → expression: what is asked
 * @param returns what an answer holds
 * @param left whether a row without an answer stays
 * @param connections of a database, at most; null: the default
 */
public record LookupDecl(
    NodeHead head,
    List<InputRef> inputs,
    Located<String> connection,
    @Nullable Text query,
    @Nullable Text urlPath,
    boolean post,
    List<NamedExpression> with,
    SchemaRef returns,
    boolean left,
    @Nullable Located<Duration> timeout,
    @Nullable Located<Long> retries,
    @Nullable Located<Long> capacity,
    boolean ordered,
    @Nullable Located<Long> connections,
    @Nullable Cache cache)
    implements OperatorDecl {

  /** A text with placeholders. */
  public record Text(SourceText text, String path) {}

  /** How many answers are kept, and how long. */
  public record Cache(Located<Long> maxRows, Located<Duration> ttl) {}
}
