package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.FormatSpec;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ScalarType;
import java.util.List;

/** What each format can hold. */
final class Formats {
  private Formats() {}

  static FormatSpec spec(FormatDecl decl) {
    return new FormatSpec(
        decl.kind().value(),
        decl.delimiter() == null ? ',' : decl.delimiter().value().charAt(0),
        decl.header() != null && decl.header().value());
  }

  /** Reports fields that the format cannot hold. */
  static void check(
      Resolution resolution, FormatDecl format, List<Field> fields, Span span, String path) {
    switch (format.kind().value()) {
      case JSON -> {}
      case CSV -> {
        for (Field field : fields) {
          if (!field.type().isScalar()) {
            resolution.out.add(
                Diagnostic.of(
                        PlanCode.PLN009,
                        span,
                        path,
                        "CSV cannot hold field `"
                            + field.name()
                            + "` of type "
                            + field.type().display())
                    .withHelp("use `format: json`, or `select` the parts that you need"));
          }
        }
      }
      case RAW -> {
        boolean fits =
            fields.size() == 1
                && (fields.get(0).type() == ScalarType.STRING
                    || fields.get(0).type() == ScalarType.BYTES);
        if (!fits) {
          resolution.out.add(
              Diagnostic.of(
                      PlanCode.PLN008,
                      span,
                      path,
                      "raw takes exactly one field of type string or bytes, the rows have "
                          + (fields.isEmpty()
                              ? "none"
                              : String.join(", ", fields.stream().map(Field::display).toList())))
                  .withHelp("`select` the one field, or use `json` or `csv`"));
        }
      }
    }
  }
}
