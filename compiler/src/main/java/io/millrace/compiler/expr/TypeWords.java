package io.millrace.compiler.expr;

import java.util.ArrayList;
import java.util.List;

/** Spells CEL's names of types as users write them. */
final class TypeWords {
  private TypeWords() {}

  /** {@code list(int)} → {@code list<int>}; {@code google.protobuf.Timestamp} → timestamp. */
  static String display(String type) {
    String name = type.strip();
    int open = name.indexOf('(');
    if (open < 0) {
      return simple(name);
    }
    String outer = name.substring(0, open);
    List<String> inner = new ArrayList<>();
    for (String part : parts(name.substring(open + 1, name.length() - 1))) {
      inner.add(display(part));
    }
    if (outer.equals("wrapper")) {
      return inner.get(0);
    }
    String spelled = outer.equals("optional_type") ? "optional" : outer;
    return spelled + "<" + String.join(", ", inner) + ">";
  }

  private static String simple(String name) {
    return switch (name) {
      case "google.protobuf.Timestamp" -> "timestamp";
      case "google.protobuf.Duration" -> "duration";
      case "dyn", "any", "!error!", "*error*" -> "unknown";
      case "null", "null_type" -> "null";
      default -> name.matches("[A-Z]|%.*|_var\\d+|@?(elem|key|value)\\d*") ? "unknown" : name;
    };
  }

  /** The types of the arguments in {@code (int, string)} or {@code string.(int)}. */
  static List<String> arguments(String applied) {
    List<String> types = new ArrayList<>();
    String rest = applied;
    int member = memberDot(applied);
    if (member >= 0) {
      types.add(display(applied.substring(0, member)));
      rest = applied.substring(member + 1);
    }
    for (String part : parts(rest.substring(1, rest.length() - 1))) {
      types.add(display(part));
    }
    return types;
  }

  private static int memberDot(String applied) {
    int depth = 0;
    for (int i = 0; i < applied.length(); i++) {
      char c = applied.charAt(i);
      if (c == '.' && depth == 0 && i + 1 < applied.length() && applied.charAt(i + 1) == '(') {
        return i;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return -1;
  }

  private static List<String> parts(String text) {
    return FunctionTable.splitTypes(text);
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String join(List<String> words, String last) {
    if (words.size() < 2) {
      return String.join("", words);
    }
    return String.join(", ", words.subList(0, words.size() - 1))
        + " "
        + last
        + " "
        + words.get(words.size() - 1);
  }
}
