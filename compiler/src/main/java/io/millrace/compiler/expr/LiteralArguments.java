package io.millrace.compiler.expr;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.types.ScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks literal arguments that a function would parse at run time: a bad one is an error of the
 * build, and a good one is parsed once, into a constant.
 */
final class LiteralArguments {
  private static final ZonedDateTime EPOCH = Instant.EPOCH.atZone(ZoneOffset.UTC);

  private LiteralArguments() {}

  /** The function to call: one that cannot fail, where a literal was checked. */
  static Function check(Syntax.Call node, Function function, List<Ir> arguments, Report report) {
    String name = function.name();
    Ir last = arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
    if (!(last instanceof Ir.Literal literal) || !(literal.value() instanceof String text)) {
      return function;
    }
    Syntax written =
        node.arguments().isEmpty() ? node : node.arguments().get(node.arguments().size() - 1);
    switch (name) {
      case "timestamp" -> {
        report(report, written, TimeLiterals.timestampProblem(text));
        return function.withoutFailure("@TimeOps.parse($1)");
      }
      case "duration" -> {
        report(report, written, TimeLiterals.durationProblem(text));
        return function.withoutFailure("@DurationOps.parse($1)");
      }
      case "matches" -> {
        report(report, written, patternProblem(text));
        return function.withoutFailure("#.matcher($1).find()");
      }
      case "regex.extract", "regex.extractAll" -> {
        Problem problem = patternProblem(text);
        report(report, written, problem == null ? groupProblem(text) : problem);
        return function.withoutFailure(function.java().replace("$2", "#"));
      }
      case "format" -> {
        if (arguments.size() == 2) {
          report(report, written, formatProblem(text));
          return function.withoutFailure("#.write($1)");
        }
        report(report, written, zoneProblem(text));
        return function;
      }
      default -> {
        if (name.startsWith("get") && arguments.get(0).type() == ScalarType.TIMESTAMP) {
          report(report, written, zoneProblem(text));
          return function.withoutFailure(function.java().replace("$2", "#"));
        }
        return function;
      }
    }
  }

  /** A reason, and whether it is only about precision. */
  record Problem(String message, boolean precision) {}

  private static void report(Report report, Syntax written, @Nullable Problem problem) {
    if (problem != null) {
      report.add(
          problem.precision() ? TypeCode.TYP023 : TypeCode.TYP022,
          written.range(),
          problem.message());
    }
  }

  private static @Nullable Problem patternProblem(String text) {
    try {
      Pattern.compile(text);
      return null;
    } catch (PatternSyntaxException e) {
      return new Problem("not a regular expression (RE2): " + e.getDescription(), false);
    }
  }

  private static @Nullable Problem groupProblem(String text) {
    int groups = Pattern.compile(text).groupCount();
    return groups < 2
        ? null
        : new Problem(
            "a pattern to extract has at most one group, this has "
                + groups
                + ": write (?:…) for those that only group",
            false);
  }

  private static @Nullable Problem formatProblem(String text) {
    try {
      String sample = DateTimeFormatter.ofPattern(text, Locale.ENGLISH).format(EPOCH);
      return sample.isEmpty() ? new Problem("the time pattern is empty", false) : null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return new Problem("not a time pattern: " + e.getMessage(), false);
    }
  }

  private static @Nullable Problem zoneProblem(String text) {
    try {
      if (text.matches("[+-]?\\d\\d:\\d\\d")) {
        ZoneOffset.of(Character.isDigit(text.charAt(0)) ? "+" + text : text);
      } else {
        ZoneId.of(text);
      }
      return null;
    } catch (DateTimeException e) {
      return new Problem("unknown time zone `" + text + "`", false);
    }
  }
}
