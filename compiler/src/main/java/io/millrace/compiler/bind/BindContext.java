package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.Severity;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the binding of one file shares: the findings, and the names of its parameters. */
final class BindContext {
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([a-zA-Z_][a-zA-Z0-9_]*)\\}");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Diagnostics diagnostics = new Diagnostics();
  private final Set<String> parameters;

  BindContext(Set<String> parameters) {
    this.parameters = Set.copyOf(parameters);
  }

  Set<String> parameters() {
    return parameters;
  }

  void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  boolean hasErrors() {
    return diagnostics.hasErrors();
  }

  List<Diagnostic> found() {
    return diagnostics.sorted();
  }

  /** A whole number; {@code 2.0} is one. */
  Located<Long> integer(YamlScalar scalar, String path) {
    // The schema takes 2.0 for a whole number, as JSON does.
    BigInteger value =
        scalar.kind() == YamlScalar.Kind.INT
            ? scalar.integerValue()
            : BigDecimal.valueOf(scalar.floatValue()).toBigInteger();
    if (value.compareTo(LARGEST) > 0) {
      add(
          Diagnostic.of(
              SchemaCode.SCH007,
              scalar.span(),
              path,
              "the number must be at most " + LARGEST + ", got `" + scalar.value() + "`"));
      value = LARGEST;
    }
    return new Located<>(value.longValueExact(), scalar.span());
  }

  /**
   * An expression. {@code ${name}} in it is reported: as an error outside of quotes, where CEL has
   * no such thing, and inside as a warning if that parameter exists.
   */
  ExpressionDecl expression(YamlScalar scalar, String path) {
    String text = scalar.value();
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      boolean quoted = inQuotes(text, parameter.start());
      if (quoted && !parameters.contains(parameter.group(1))) {
        continue;
      }
      String message =
          quoted
              ? "`" + parameter.group() + "` in a quoted text is not the parameter"
              : "`" + parameter.group() + "` cannot stand in an expression";
      add(
          Diagnostic.of(
                  SchemaCode.SCH014,
                  scalar.text().span(parameter.start(), parameter.end()),
                  path,
                  message)
              .withHelp("param." + parameter.group(1))
              .withSeverity(quoted ? Severity.WARNING : Severity.ERROR));
    }
    return new ExpressionDecl(scalar.text(), path);
  }

  private static boolean inQuotes(String text, int offset) {
    char open = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      if (open == 0 && (c == '"' || c == '\'')) {
        open = c;
      } else if (open != 0 && c == '\\') {
        i++;
      } else if (c == open) {
        open = 0;
      }
    }
    return open != 0;
  }
}
