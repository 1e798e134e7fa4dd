package io.millrace.compiler.diag;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of source as it may be shown in reports, which end in logs that many can read: what stands
 * in plain text where a client takes a password, a token or a key becomes dots, one for each
 * character, so that columns stay what they are.
 */
final class MaskedLine {
  private static final char MASK = '•';

  /** Below these keys stands what clients are given; elsewhere a name is a field's. */
  private static final Set<String> SENSITIVE = Set.of("connections", "properties", "security");

  private static final Pattern KEY = Pattern.compile("[\\w.-]+(?=[\"']?\\s*:(\\s|$))");
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<name>[\\w.-]+)[\"']?\\s*[:=]\\s*"
              + "(?:\"(?<double>(?:[^\"\\\\]|\\\\.)*)\"?|'(?<single>[^']*)'?"
              + "|(?<plain>[^\\s\"'{\\[|>&*!,}#;][^,}#;]*))");
  private static final Pattern REFERENCE = Pattern.compile("(\\w+ )?\\$\\{[^}]*}\\s*");
  private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/\\s@\"'$]+(?=@)");
  private static final Pattern QUOTED_IN_TEXT =
      Pattern.compile("(?i)password\\s*=\\s*\\\\?[\"']?(?!\\\\?[\"']?\\$\\{)([^\\\\\"'\\s;]+)");

  private MaskedLine() {}

  /** The line, as long as it is. */
  static String of(SourceFile source, int line) {
    String text = source.lineText(line);
    StringBuilder shown = new StringBuilder(text);
    mask(CREDENTIALS, 0, text, shown);
    mask(QUOTED_IN_TEXT, 1, text, shown);
    Matcher value = VALUE.matcher(text);
    int from = 0;
    while (value.find(from)) {
      from = value.end("name") + 1;
      String group =
          value.group("double") != null
              ? "double"
              : value.group("single") != null ? "single" : "plain";
      String written = value.group(group);
      if (SecretNames.contain(value.group("name"))
          && !REFERENCE.matcher(written).matches()
          && isSensitive(source, line, value.start())) {
        dots(shown, value.start(group), value.end(group));
      }
    }
    return shown.toString();
  }

  private static void mask(Pattern secret, int group, String text, StringBuilder shown) {
    Matcher found = secret.matcher(text);
    while (found.find()) {
      dots(shown, found.start(group), found.end(group));
    }
  }

  private static void dots(StringBuilder shown, int from, int to) {
    for (int i = from; i < to; i++) {
      if (shown.charAt(i) != ' ') {
        shown.setCharAt(i, MASK);
      }
    }
  }

  /** Whether one of the keys around a place says that clients are meant. */
  private static boolean isSensitive(SourceFile source, int line, int column) {
    String text = source.lineText(line);
    if (names(text.substring(0, column))) {
      return true;
    }
    int indent = indent(text);
    for (int above = line - 1; above >= 1 && indent > 0; above--) {
      String outer = source.lineText(above);
      if (!outer.isBlank() && indent(outer) < indent) {
        indent = indent(outer);
        if (names(outer)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean names(String text) {
    Matcher key = KEY.matcher(text);
    while (key.find()) {
      if (SENSITIVE.contains(key.group())) {
        return true;
      }
    }
    return false;
  }

  private static int indent(String text) {
    return text.length() - text.stripLeading().length();
  }
}
