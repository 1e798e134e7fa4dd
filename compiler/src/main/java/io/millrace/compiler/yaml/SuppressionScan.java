package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.YamlCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the comments that silence diagnostics. */
final class SuppressionScan {
  private static final String MARKER = "millrace:ignore";
  private static final Pattern CODE = Pattern.compile("[A-Z]{3,4}[0-9]{3}");
  private static final Pattern WORD = Pattern.compile("[^,\\s]+");

  private final SourceFile file;
  private final ScalarRanges scalars;
  private final List<Diagnostic> found;
  private final List<Suppression> suppressions = new ArrayList<>();

  /** What a comment alone on its line applies to, up to that line; asked for in ascending order. */
  private int nextContentLine;

  private SuppressionScan(SourceFile file, ScalarRanges scalars, List<Diagnostic> found) {
    this.file = file;
    this.scalars = scalars;
    this.found = found;
  }

  /** The suppressions of a file; those that are not well-formed are reported instead. */
  static List<Suppression> scan(SourceFile file, ScalarRanges scalars, List<Diagnostic> found) {
    SuppressionScan scan = new SuppressionScan(file, scalars, found);
    String text = file.text();
    int at = text.indexOf(MARKER);
    while (at >= 0) {
      int line = file.line(at);
      int comment = scan.commentStart(line);
      if (comment >= 0 && comment < at && text.substring(comment + 1, at).isBlank()) {
        scan.comment(line, comment, at);
      }
      at = line == file.lineCount() ? -1 : text.indexOf(MARKER, file.lineStart(line + 1));
    }
    return scan.suppressions;
  }

  /** The offset of the {@code #} that starts the comment of a line; -1 where there is none. */
  private int commentStart(int line) {
    String text = file.text();
    int start = file.lineStart(line);
    int end = start + file.lineText(line).length();
    for (int at = start; at < end; at++) {
      boolean separate = at == start || text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t';
      if (text.charAt(at) == '#' && separate && !scalars.contains(at)) {
        return at;
      }
    }
    return -1;
  }

  private void comment(int line, int start, int marker) {
    int end = file.lineStart(line) + file.lineText(line).length();
    String body = file.text().substring(marker + MARKER.length(), end);
    int dashes = body.indexOf("--");
    String codes = dashes < 0 ? body : body.substring(0, dashes);
    String reason = dashes < 0 ? "" : body.substring(dashes + 2).strip();
    int before = suppressions.size();
    boolean alone = file.text().substring(file.lineStart(line), start).isBlank();
    int target = alone ? nextContentLine(line) : line;
    String problem = null;
    if (!body.isEmpty() && !Character.isWhitespace(body.charAt(0)) && dashes != 0) {
      problem = "`" + MARKER + "` must be followed by a space";
    }
    Matcher words = WORD.matcher(codes);
    List<Suppression> named = new ArrayList<>();
    while (problem == null && words.find()) {
      String code = words.group();
      int codeStart = marker + MARKER.length() + words.start();
      Span span = new Span(file, codeStart, codeStart + code.length());
      if (!CODE.matcher(code).matches()) {
        problem = ShownText.marked(code) + " is no code of a diagnostic";
      }
      named.add(new Suppression(code, reason, span, target));
    }
    problem = problem != null ? problem : missingPart(named, reason);
    if (problem == null) {
      suppressions.addAll(named);
    }
    if (suppressions.size() == before) {
      Span span = new Span(file, start, end);
      found.add(
          Diagnostic.of(YamlCode.YAML017, span, "", "this suppression has no effect: " + problem)
              .withHelp("# " + MARKER + " PLN012 -- why it is fine here"));
    }
  }

  private static @Nullable String missingPart(List<Suppression> named, String reason) {
    if (named.isEmpty()) {
      return "it names no code";
    }
    return reason.isEmpty() ? "it gives no reason behind `--`" : null;
  }

  /** The next line that is neither blank nor a comment; the last line where there is none. */
  private int nextContentLine(int line) {
    if (line < nextContentLine) {
      return nextContentLine;
    }
    int next = line + 1;
    while (next < file.lineCount() && isBlankOrComment(file.lineText(next))) {
      next++;
    }
    nextContentLine = Math.min(next, file.lineCount());
    return nextContentLine;
  }

  private static boolean isBlankOrComment(String line) {
    String content = line.strip();
    return content.isEmpty() || content.charAt(0) == '#';
  }
}
