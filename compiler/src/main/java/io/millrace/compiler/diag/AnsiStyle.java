package io.millrace.compiler.diag;

/** Colours for a terminal, or none. */
record AnsiStyle(boolean color) {
  private static final String BOLD = "1";
  private static final String BLUE = "34";
  private static final String GREEN = "32";

  String severity(Severity severity, String text) {
    return paint(
        switch (severity) {
          case ERROR -> "1;31";
          case WARNING -> "1;33";
          case NOTE -> "1;36";
        },
        text);
  }

  String title(String text) {
    return paint(BOLD, text);
  }

  String frame(String text) {
    return paint(BLUE, text);
  }

  String help(String text) {
    return paint(GREEN, text);
  }

  private String paint(String code, String text) {
    return color && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
