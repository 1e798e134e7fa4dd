package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.ProcessDecl.StateDecl;
import io.millrace.compiler.model.ProcessDecl.StateKind;
import io.millrace.compiler.yaml.YamlScalar;

/** Binds the states of operators. */
final class StateBinder {
  private StateBinder() {}

  /** A state whose kind is given. */
  static StateDecl state(Section.Entry entry) {
    Section state = entry.section();
    Located<StateKind> kind = state.required("type", state.choice("type", StateKind.class));
    if (kind.value() != StateKind.VALUE && state.has("initial")) {
      state.report(
          SchemaCode.SCH036,
          state.keySpan("initial"),
          "initial",
          "a "
              + kind.value().name().toLowerCase(java.util.Locale.ROOT)
              + " has no `initial`: it starts empty");
    }
    return of(entry, kind);
  }

  /** A state that is a value. */
  static StateDecl value(Section.Entry entry) {
    return of(entry, new Located<>(StateKind.VALUE, entry.name().span()));
  }

  private static StateDecl of(Section.Entry entry, Located<StateKind> kind) {
    Section state = entry.section();
    YamlScalar type = state.required("of", state.scalar("of"));
    YamlScalar initial = state.scalar("initial");
    return new StateDecl(
        entry.name(),
        kind,
        type.text(),
        initial == null ? null : initial.text(),
        state.duration("ttl"),
        entry.path());
  }
}
