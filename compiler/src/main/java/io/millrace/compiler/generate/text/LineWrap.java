package io.millrace.compiler.generate.text;

import io.millrace.compiler.javatext.JavaLiterals;
import java.util.ArrayList;
import java.util.List;

/** Breaks long lines of Java where google-java-format would. */
public final class LineWrap {
  private static final int WIDTH = 100;
  private static final int LITERAL = 80;

  private LineWrap() {}

  /**
   * A call, or anything else in parentheses: on one line, else all arguments on the next line, else
   * one argument a line.
   *
   * @param indent columns in front of {@code head}; not part of the result's first line
   * @param head up to the opening parenthesis, included
   * @param tail from the closing parenthesis on
   */
  public static String arguments(int indent, String head, List<String> arguments, String tail) {
    String line = String.join(", ", arguments);
    if (fits(indent, head + line + tail)) {
      return head + line + tail;
    }
    String inner = "\n" + " ".repeat(indent + 4);
    if (fits(indent + 4, line + tail)) {
      return head + inner + line + tail;
    }
    return head + inner + String.join("," + inner, arguments) + tail;
  }

  /** Operands of one operator: on one line, else one a line with the operator in front. */
  public static String operands(
      int indent, String head, String operator, List<String> operands, String tail) {
    String line = String.join(" " + operator + " ", operands);
    if (fits(indent, head + line + tail)) {
      return head + line + tail;
    }
    String inner = "\n" + " ".repeat(indent + 4);
    String first = head.endsWith(" ") ? "" : inner;
    String separator = inner + (first.isEmpty() ? "" : "    ") + operator + " ";
    return head + first + String.join(separator, operands) + tail;
  }

  /** A chain of calls: on one line, else one call a line. */
  public static String chain(int indent, String head, List<String> calls, String tail) {
    String line = head + String.join("", calls) + tail;
    return fits(indent, line)
        ? line
        : head
            + "\n"
            + " ".repeat(indent + 4)
            + String.join("\n" + " ".repeat(indent + 4), calls)
            + tail;
  }

  /** An assignment: on one line, else the value on the next. */
  public static String assignment(int indent, String head, String value) {
    return fits(indent, head + " " + value) && value.indexOf('\n') < 0
        ? head + " " + value
        : head + "\n" + " ".repeat(indent + 4) + value;
  }

  private static boolean fits(int indent, String text) {
    int end = text.indexOf('\n');
    return indent + (end < 0 ? text.length() : end) <= WIDTH;
  }

  /** A text as string literals of a line each. */
  public static List<String> literals(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > LITERAL) {
      int cut = Character.isHighSurrogate(rest.charAt(LITERAL - 1)) ? LITERAL + 1 : LITERAL;
      int comma = rest.lastIndexOf(',', LITERAL - 1);
      cut = comma > LITERAL / 2 ? comma + 1 : cut;
      lines.add(JavaLiterals.string(rest.substring(0, cut)));
      rest = rest.substring(cut);
    }
    lines.add(JavaLiterals.string(rest));
    return lines;
  }
}
