package io.millrace.compiler.resolve;

import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SourceDecl;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which streams of a pipeline come to an end. */
final class Boundedness {
  private final PipelineDecl pipeline;

  Boundedness(PipelineDecl pipeline) {
    this.pipeline = pipeline;
  }

  /** A source without an end that reaches a node, or null if all that reaches it ends. */
  @Nullable String endless(String node) {
    return endless(node, new HashSet<>());
  }

  private @Nullable String endless(String node, Set<String> seen) {
    if (!seen.add(node)) {
      return null;
    }
    for (SourceDecl source : pipeline.sources()) {
      if (source.head().id().value().equals(node)) {
        return source.ends() ? null : node;
      }
    }
    for (OperatorDecl operator : pipeline.operators()) {
      if (operator.head().id().value().equals(node)) {
        for (InputRef input : operator.inputs()) {
          String found = endless(input.node(), seen);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }
}
