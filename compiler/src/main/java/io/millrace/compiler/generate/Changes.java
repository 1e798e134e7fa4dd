package io.millrace.compiler.generate;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.StreamShape;
import java.util.List;

/** What conditions on rows mean for the kinds of their changes. */
final class Changes {
  private Changes() {}

  /**
   * Whether rows may pass conditions, or not, with their kinds as they are: nothing updates; each
   * row is taken back by itself; or the key alone decides, and so old and new values alike.
   */
  static boolean keepsKinds(StreamShape input, List<TypedExpression> conditions) {
    return !(input.mode() instanceof ChangeMode.Upsert upsert)
        || conditions.stream()
            .flatMap(condition -> condition.reads().stream())
            .filter(read -> read.slot().equals(Scope.ROW))
            .map(FieldRead::field)
            .allMatch(upsert.key()::contains);
  }
}
