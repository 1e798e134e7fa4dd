package io.millrace.compiler.bind;

import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.ReduceDecl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds {@code reduce}. */
final class ReduceBinder {
  private ReduceBinder() {}

  static OperatorDecl bind(
      NodeHead head,
      List<InputRef> inputs,
      @Nullable List<NamedExpression> keys,
      Section operator) {
    return new ReduceDecl(
        head,
        inputs,
        operator.required("key", keys),
        operator.each("state", StateBinder::value),
        operator.expressions("update"),
        operator.choice("emit", ReduceDecl.Emit.class),
        operator.duration("ttl"));
  }
}
