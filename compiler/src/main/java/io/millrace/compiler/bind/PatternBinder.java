package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.PatternDecl;
import io.millrace.compiler.model.PatternDecl.Contiguity;
import io.millrace.compiler.model.PatternDecl.Skip;
import io.millrace.compiler.model.PatternDecl.Step;
import io.millrace.compiler.model.PatternDecl.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds {@code pattern}. */
final class PatternBinder {
  private PatternBinder() {}

  static OperatorDecl bind(
      NodeHead head,
      List<InputRef> inputs,
      @Nullable List<NamedExpression> keys,
      Section operator) {
    return new PatternDecl(
        head,
        inputs,
        operator.required("key", keys),
        operator.each("steps", PatternBinder::step),
        operator.duration("within"),
        skip(operator),
        operator.expressions("fields"),
        operator.expressions("timed-out"));
  }

  private static Step step(Section.Entry entry) {
    Section step = entry.section();
    return new Step(
        entry.name(),
        step.expression("where"),
        step.choice("contiguity", Contiguity.class),
        step.bool("not"),
        times(step),
        step.bool("optional"),
        step.bool("greedy"),
        step.bool("consecutive"),
        entry.path());
  }

  private static @Nullable Times times(Section step) {
    Section range = step.section("times");
    if (range == null) {
      Located<Long> exactly = step.integer("times");
      return exactly == null ? null : new Times(exactly.value(), exactly.value(), exactly.span());
    }
    Located<Long> from = range.required("from", range.integer("from"));
    Located<Long> to = range.integer("to");
    if (to != null && to.value() < from.value()) {
      range.report(
          SchemaCode.SCH050,
          to.span(),
          "to",
          "`to: " + to.value() + "` is less than `from: " + from.value() + "`");
    }
    return new Times(from.value(), to == null ? null : to.value(), range.span());
  }

  private static @Nullable Skip skip(Section operator) {
    Section mapping = operator.section("skip");
    if (mapping != null) {
      boolean first = mapping.has("to-first");
      return new Skip(
          first ? Skip.Kind.TO_FIRST : Skip.Kind.TO_LAST,
          mapping.requiredText(first ? "to-first" : "to-last"),
          mapping.span());
    }
    Located<Skip.Kind> kind = operator.choice("skip", Skip.Kind.class);
    return kind == null ? null : new Skip(kind.value(), null, kind.span());
  }
}
