package io.millrace.compiler.expr;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.millrace.compiler.diag.TypeCode;
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
    String text = lastText(arguments);
    if (text == null) {
      return function;
    }
    Problem problem = problem(function, text);
    if (problem != null) {
      Syntax written =
          node.arguments().isEmpty() ? node : node.arguments().get(node.arguments().size() - 1);
      report.add(
          problem.precision() ? TypeCode.TYP023 : TypeCode.TYP022,
          written.range(),
          problem.message());
    }
    return prepared(function);
  }

  /** A call whose last argument has become a literal: with a constant, if that is a good one. */
  static Ir.Call prepared(Ir.Call call) {
    String text = lastText(call.arguments());
    return text == null || problem(call.function(), text) != null
        ? call
        : new Ir.Call(prepared(call.function()), call.arguments(), call.type());
  }

  private static @Nullable String lastText(List<Ir> arguments) {
    return !arguments.isEmpty()
            && arguments.get(arguments.size() - 1) instanceof Ir.Literal literal
            && literal.value() instanceof String text
        ? text
        : null;
  }

  private static Function prepared(Function function) {
    return switch (function.name()) {
      case "timestamp" -> function.withoutFailure("@TimeOps.parse($1)");
      case "duration" -> function.withoutFailure("@DurationOps.parse($1)");
      case "matches" -> function.withoutFailure("#.matcher($1).find()");
      case "regex.extract", "regex.extractAll" ->
          function.withoutFailure(function.java().replace("$2", "#"));
      case "format" ->
          function.parameters().size() == 2 ? function.withoutFailure("#.write($1)") : function;
      default ->
          readsCalendar(function)
              ? function.withoutFailure(function.java().replace("$2", "#"))
              : function;
    };
  }

  /** What is wrong with the last argument, where that is read as more than a text. */
  private static @Nullable Problem problem(Function function, String text) {
    return switch (function.name()) {
      case "timestamp" -> TimeLiterals.timestampProblem(text);
      case "duration" -> TimeLiterals.durationProblem(text);
      case "matches" -> patternProblem(text);
      case "regex.extract", "regex.extractAll" -> {
        Problem problem = patternProblem(text);
        yield problem == null ? groupProblem(text) : problem;
      }
      case "format" -> function.parameters().size() == 2 ? formatProblem(text) : zoneProblem(text);
      default -> readsCalendar(function) ? zoneProblem(text) : null;
    };
  }

  private static boolean readsCalendar(Function function) {
    return function.name().startsWith("get") && function.parameters().get(0).equals("timestamp");
  }

  /** A reason, and whether it is only about precision. */
  record Problem(String message, boolean precision) {}

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
