package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.JavaDecl;
import io.millrace.compiler.model.JavaDecl.Kind;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.SchemaRef;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds {@code java}. */
final class JavaBinder {
  private JavaBinder() {}

  static JavaDecl bind(NodeHead head, List<InputRef> inputs, Section operator) {
    Located<Kind> kind = operator.required("kind", operator.choice("kind", Kind.class));
    boolean process = kind.value() == Kind.PROCESS;
    boolean aggregate = kind.value() == Kind.AGGREGATE;
    field(operator, kind, "key", process || aggregate, Set.of(Kind.PROCESS, Kind.AGGREGATE));
    field(operator, kind, "window", aggregate, Set.of(Kind.AGGREGATE));
    field(operator, kind, "accumulator", aggregate, Set.of(Kind.AGGREGATE));
    field(operator, kind, "outputs", /* needed= */ false, Set.of(Kind.PROCESS));
    return new JavaDecl(
        head,
        inputs,
        kind,
        operator.requiredText("class"),
        operator.expressions("with"),
        KeyBinder.keys(operator),
        WindowBinder.ref(operator),
        TypeBinder.ref(operator, "output", named(head, "")),
        accumulator(head, operator),
        operator.each("outputs", entry -> output(head, entry)));
  }

  private static @Nullable SchemaRef accumulator(NodeHead head, Section operator) {
    return operator.has("accumulator")
        ? TypeBinder.ref(operator, "accumulator", named(head, "-accumulator"))
        : null;
  }

  private static JavaDecl.Output output(NodeHead head, Section.Entry entry) {
    return new JavaDecl.Output(
        entry.name(),
        TypeBinder.ref(
            entry.parent(), entry.name().value(), named(head, "-" + entry.name().value())));
  }

  private static Located<String> named(NodeHead head, String suffix) {
    return new Located<>(head.id().value() + suffix, head.id().span());
  }

  /** Reports a field that the kind lacks, or has no use for. */
  private static void field(
      Section operator, Located<Kind> kind, String field, boolean needed, Set<Kind> users) {
    String word = kind.value().name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (needed && !operator.has(field)) {
      operator.report(
          SchemaCode.SCH051, kind.span(), "kind", "kind `" + word + "` needs `" + field + "`");
    } else if (operator.has(field) && !users.contains(kind.value())) {
      operator.report(
          SchemaCode.SCH051,
          operator.keySpan(field),
          field,
          "kind `" + word + "` has no `" + field + "`");
    }
  }
}
