package io.millrace.compiler.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads overloads from text, one a line: {@code name(types): result = Java template}, or {@code on
 * name(types): …} for what is called on its first parameter. A {@code !} at the end marks what can
 * fail.
 */
final class FunctionTable {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<name>[^(]+)\\((?<parameters>.*?)\\)"
              + ": (?<result>[^=]+?)(?: = (?<java>.*?))?(?<fails> !)?");

  private FunctionTable() {}

  static List<Function> parse(String table) {
    List<Function> functions = new ArrayList<>();
    table
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> functions.add(parseLine(line)));
    return functions;
  }

  private static Function parseLine(String line) {
    boolean member = line.startsWith("on ");
    Matcher matcher = LINE.matcher(member ? line.substring(3) : line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an overload: " + line);
    }
    String java = matcher.group("java");
    return new Function(
        matcher.group("name"),
        member,
        splitTypes(matcher.group("parameters")),
        matcher.group("result"),
        java == null ? "" : java,
        matcher.group("fails") != null);
  }

  /** Splits at the commas that are not inside angle brackets or parentheses. */
  static List<String> splitTypes(String types) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < types.length(); i++) {
      char c = types.charAt(i);
      if (c == '<' || c == '(') {
        depth++;
      } else if (c == '>' || c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(types.substring(start, i).strip());
        start = i + 1;
      }
    }
    String last = types.substring(start).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }
}
