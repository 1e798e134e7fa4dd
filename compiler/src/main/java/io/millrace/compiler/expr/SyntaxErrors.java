package io.millrace.compiler.expr;

import dev.cel.common.CelIssue;
import io.millrace.compiler.diag.TypeCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the user's terms what CEL's parser complains about. */
final class SyntaxErrors {
  private static final Pattern RESERVED = Pattern.compile("reserved identifier: (\\w+)");

  private SyntaxErrors() {}

  /** Reports the first issue: what follows a syntax error is rarely an error of its own. */
  static void report(List<CelIssue> issues, Tokens tokens, Report report) {
    CelIssue issue = issues.get(0);
    String text = report.text();
    String message = issue.getMessage();
    int offset = ExpressionParser.offset(text, issue);
    Matcher reserved = RESERVED.matcher(message);
    if (reserved.find()) {
      String word = reserved.group(1);
      report.add(
          TypeCode.TYP001,
          new Range(offset, offset + word.length()),
          "`" + word + "` is a reserved word",
          "",
          "a field of that name is row." + word);
      return;
    }
    if (message.contains("recursion limit") || message.contains("exceed")) {
      report.add(
          TypeCode.TYP001,
          new Range(0, text.length()),
          "the expression is too long or nested too deeply");
      return;
    }
    if (tokens.endsInOpenString()) {
      Range open = tokens.get(tokens.size() - 1).range();
      report.add(TypeCode.TYP001, open, "the text is not closed by a quote");
      return;
    }
    if (message.contains("<EOF>") && offset >= text.stripTrailing().length()) {
      unfinished(tokens, report);
      return;
    }
    Range range = rangeAt(tokens, text, offset);
    String found = report.text(range);
    if (isLiteralError(message)) {
      report.add(
          TypeCode.TYP001, range, "`" + found + "` is not a valid literal: " + lower(message));
    } else {
      report.add(TypeCode.TYP001, range, "unexpected `" + found + "`");
    }
  }

  private static void unfinished(Tokens tokens, Report report) {
    for (int i = 0; i < tokens.size(); i++) {
      Tokens.Token token = tokens.get(i);
      boolean opens = token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{");
      if (opens && tokens.partner(i) < 0) {
        report.add(TypeCode.TYP001, token.range(), "`" + token.text() + "` is not closed");
        return;
      }
    }
    int end = report.text().stripTrailing().length();
    report.add(
        TypeCode.TYP001, new Range(end, end), "the expression ends where something must follow");
  }

  private static boolean isLiteralError(String message) {
    return !message.startsWith("mismatched")
        && !message.startsWith("extraneous")
        && !message.startsWith("no viable")
        && !message.startsWith("missing")
        && !message.startsWith("token recognition");
  }

  private static String lower(String message) {
    return message.isEmpty()
        ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static Range rangeAt(Tokens tokens, String text, int offset) {
    if (tokens.size() == 0) {
      return new Range(0, text.length());
    }
    Range range = tokens.get(tokens.indexAt(offset)).range();
    return range.start() <= offset && offset < range.end()
        ? range
        : new Range(offset, Math.min(text.length(), offset + 1));
  }
}
