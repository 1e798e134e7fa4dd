package io.millrace.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/** Breaks a call that is too long for a line: its arguments move to lines of their own. */
final class CallWrap {
  private static final int WIDTH = 100;

  private CallWrap() {}

  /**
   * The call as it stands in lines that start at a column.
   *
   * @param column where the first line starts; later lines are indented relative to it
   */
  static String wrap(String call, int column) {
    if (call.contains("\n") || column + call.length() <= WIDTH) {
      return call;
    }
    int open = opening(call);
    if (open < 0) {
      return call;
    }
    int close = closing(call, open);
    List<String> arguments = arguments(call, open, close);
    if (arguments.isEmpty()) {
      return call;
    }
    String head = call.substring(0, open + 1);
    String tail = call.substring(close);
    String line = String.join(", ", arguments);
    if (arguments.size() > 1 && column + 4 + line.length() + tail.length() <= WIDTH) {
      return head + "\n    " + line + tail;
    }
    List<String> wrapped = new ArrayList<>();
    for (String argument : arguments) {
      wrapped.add(wrap(argument, column + 4).replace("\n", "\n    "));
    }
    return head + "\n    " + String.join(",\n    ", wrapped) + tail;
  }

  /** The parenthesis of the last call in a chain on the top level, or -1. */
  private static int opening(String call) {
    int depth = 0;
    int found = -1;
    for (int i = 0; i < call.length(); i++) {
      char c = call.charAt(i);
      if (c == '"') {
        i = endOfString(call, i);
      } else if (c == '(') {
        if (depth == 0 && (found < 0 || closing(call, i) - i > closing(call, found) - found)) {
          found = i;
        }
        depth++;
      } else if (c == ')') {
        depth--;
      }
    }
    return found;
  }

  private static int closing(String call, int open) {
    int depth = 0;
    for (int i = open; i < call.length(); i++) {
      char c = call.charAt(i);
      if (c == '"') {
        i = endOfString(call, i);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
    }
    return call.length() - 1;
  }

  private static List<String> arguments(String call, int open, int close) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = open + 1;
    for (int i = open + 1; i < close; i++) {
      char c = call.charAt(i);
      if (c == '"') {
        i = endOfString(call, i);
      } else if (c == '(' || c == '{' || (c == '<' && !isComparison(call, i))) {
        depth++;
      } else if (c == ')' || c == '}' || (c == '>' && !isComparison(call, i))) {
        depth--;
      } else if (c == ',' && depth == 0) {
        arguments.add(call.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (start < close) {
      arguments.add(call.substring(start, close).strip());
    }
    return arguments;
  }

  /** Whether an angle bracket is an operator, which has spaces around it. */
  private static boolean isComparison(String call, int at) {
    return call.charAt(at - 1) == ' ';
  }

  private static int endOfString(String call, int quote) {
    for (int i = quote + 1; i < call.length(); i++) {
      if (call.charAt(i) == '\\') {
        i++;
      } else if (call.charAt(i) == '"') {
        return i;
      }
    }
    return call.length() - 1;
  }
}
