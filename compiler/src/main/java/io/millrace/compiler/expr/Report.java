package io.millrace.compiler.expr;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.model.ExpressionDecl;
import org.jspecify.annotations.Nullable;

/** Reports what is wrong with one expression, by ranges of its text. */
final class Report {
  private final ExpressionDecl declaration;
  private final Diagnostics out;
  private int errors;

  Report(ExpressionDecl declaration, Diagnostics out) {
    this.declaration = declaration;
    this.out = out;
  }

  String text() {
    return declaration.text().value();
  }

  String text(Range range) {
    return text().substring(range.start(), range.end());
  }

  Span span(Range range) {
    return declaration.text().span(range.start(), range.end());
  }

  boolean failed() {
    return errors > 0;
  }

  void add(TypeCode code, Range range, String message) {
    add(code, range, message, "", null);
  }

  void add(TypeCode code, Range range, String message, String label, @Nullable String help) {
    Diagnostic diagnostic =
        Diagnostic.of(code, span(range), declaration.path(), message)
            .withLabel(label)
            .withHelp(help);
    if (diagnostic.isError()) {
      errors++;
    }
    out.add(diagnostic);
  }
}
