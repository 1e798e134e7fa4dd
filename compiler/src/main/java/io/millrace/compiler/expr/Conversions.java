package io.millrace.compiler.expr;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proposes how to make types fit. */
final class Conversions {
  private static final Set<String> NUMBERS = Set.of("int", "double", "decimal");
  private static final Set<String> TIMES = Set.of("timestamp", "duration");

  private Conversions() {}

  /**
   * A value of one type made from one of another, as CEL; null where there is no sure way.
   *
   * @param text the value as written
   */
  static @Nullable String convert(String wanted, String found, String text) {
    boolean literal = text.matches("-?[\\d.]+|(?s)['\"].*['\"]");
    String inside = literal && found.equals("string") ? text.substring(1, text.length() - 1) : text;
    switch (wanted) {
      case "string" -> {
        boolean convertible =
            NUMBERS.contains(found) || TIMES.contains(found) || found.equals("bool");
        return !convertible ? null : literal ? "'" + text + "'" : "string(" + text + ")";
      }
      case "double" -> {
        if (literal) {
          return inside.matches("-?\\d+")
              ? inside + ".0"
              : inside.matches("-?\\d+\\.\\d+") ? inside : null;
        }
        return NUMBERS.contains(found) || found.equals("string") ? "double(" + text + ")" : null;
      }
      case "int" -> {
        if (literal) {
          return inside.matches("-?\\d+") ? inside : null;
        }
        return NUMBERS.contains(found) || found.equals("string") ? "int(" + text + ")" : null;
      }
      case "decimal" -> {
        if (literal) {
          return inside.matches("-?\\d+(\\.\\d+)?") ? "decimal('" + inside + "')" : null;
        }
        return found.equals("int") ? "decimal(" + text + ")" : null;
      }
      case "timestamp" -> {
        return found.equals("string") || (found.equals("int") && !literal)
            ? "timestamp(" + text + ")"
            : null;
      }
      case "duration" -> {
        if (found.equals("int") && literal) {
          return "duration('" + text + "s')";
        }
        return found.equals("string") ? "duration(" + text + ")" : null;
      }
      default -> {
        return null;
      }
    }
  }

  /** A binary operation made to fit by converting one side; null where there is no sure way. */
  static @Nullable String operation(
      String function, String symbol, List<String> texts, List<String> types) {
    if (function.equals("@in") || function.equals("_%_")) {
      return null;
    }
    for (int change : order(function, types)) {
      String wanted = wanted(function, types, change);
      String converted = convert(wanted, types.get(change), texts.get(change));
      if (converted != null) {
        String other = texts.get(1 - change);
        return change == 0
            ? converted + " " + symbol + " " + other
            : other + " " + symbol + " " + converted;
      }
    }
    return null;
  }

  /** Which side to try first: never a time, a number where texts are joined, else the text. */
  private static List<Integer> order(String function, List<String> types) {
    String left = types.get(0);
    String right = types.get(1);
    if (TIMES.contains(left) || TIMES.contains(right)) {
      return TIMES.contains(left) ? List.of(1) : List.of(0);
    }
    if (left.equals("decimal") || right.equals("decimal")) {
      return left.equals("decimal") ? List.of(1, 0) : List.of(0, 1);
    }
    if (NUMBERS.contains(left) && NUMBERS.contains(right)) {
      return left.equals("int") ? List.of(0) : List.of(1);
    }
    boolean join = function.equals("_+_") && (left.equals("string") || right.equals("string"));
    boolean leftFirst = left.equals("string") != join;
    return leftFirst ? List.of(0, 1) : List.of(1, 0);
  }

  private static String wanted(String function, List<String> types, int change) {
    String other = types.get(1 - change);
    if (NUMBERS.contains(other) && NUMBERS.contains(types.get(change))) {
      return other.equals("decimal") ? "decimal" : "double";
    }
    boolean shift = function.equals("_+_") || function.equals("_-_");
    return shift && other.equals("timestamp") && types.get(change).equals("int")
        ? "duration"
        : other;
  }

  /** What an operator takes, where the user came near. */
  static String needed(String function, String left, String right) {
    boolean number = NUMBERS.contains(left) || NUMBERS.contains(right);
    boolean numbers =
        NUMBERS.contains(left)
            && NUMBERS.contains(right)
            && !left.equals("decimal")
            && !right.equals("decimal");
    boolean text = left.equals("string") || right.equals("string");
    return switch (function) {
      case "_==_", "_!=_" -> "two values of one type";
      case "@in" -> "a value and a list of its type, or a string and a map";
      case "_<_", "_<=_", "_>_", "_>=_" ->
          number && !TIMES.contains(left) && !TIMES.contains(right)
              ? "two numbers"
              : "two values of one type that has an order";
      case "_%_" -> "two ints";
      case "_+_", "_-_" -> {
        if (left.equals("timestamp") || right.equals("timestamp")) {
          yield "a timestamp and a duration";
        }
        if (left.equals("duration") || right.equals("duration")) {
          yield "two durations";
        }
        yield numbers
            ? "two ints or two doubles"
            : function.equals("_+_") && text ? "two numbers or two strings" : "two numbers";
      }
      default -> numbers ? "two ints or two doubles" : "two numbers";
    };
  }
}
