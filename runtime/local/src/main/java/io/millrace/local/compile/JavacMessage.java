package io.millrace.local.compile;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** A finding of javac as text: position, message, the line, and a caret under the column. */
final class JavacMessage {
  private JavacMessage() {}

  static String of(Diagnostic<? extends JavaFileObject> diagnostic) {
    String message = diagnostic.getMessage(Locale.ROOT);
    JavaFileObject source = diagnostic.getSource();
    if (source == null) {
      return message;
    }
    StringBuilder out = new StringBuilder(source.getName());
    long number = diagnostic.getLineNumber();
    if (number == Diagnostic.NOPOS) {
      return out.append(": ").append(message).toString();
    }
    out.append(':').append(number).append(": ").append(message);
    List<String> lines = lines(source);
    if (number <= lines.size()) {
      String line = lines.get((int) number - 1);
      out.append("\n  ").append(line);
      // javac counts a tab as up to eight columns; generated code has none.
      long column = diagnostic.getColumnNumber();
      if (column > 0) {
        out.append("\n  ").append(" ".repeat((int) column - 1)).append('^');
      }
    }
    return out.toString();
  }

  private static List<String> lines(JavaFileObject source) {
    try {
      return source.getCharContent(true).toString().lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
