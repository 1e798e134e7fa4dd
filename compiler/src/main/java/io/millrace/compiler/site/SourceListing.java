package io.millrace.compiler.site;

import io.millrace.compiler.diag.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of YAML for a page: numbered, with their parts told apart, and what tests say of them. */
final class SourceListing {
  private static final Pattern PART =
      Pattern.compile(
          "(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|(?<!\\w)'(?:[^']|'')*')"
              + "|(?<comment>(?:^|(?<=\\s))#.*$)"
              + "|(?<key>[A-Za-z_][\\w./-]*(?=:(?:\\s|$)))"
              + "|(?<reference>\\$\\{[^}]*})"
              + "|(?<literal>(?<![\\w.-])(?:\\d[\\w.:-]*|true|false|null)(?![\\w-]))");

  private static final List<String> KINDS =
      List.of("string", "comment", "key", "reference", "literal");

  /**
   * A line.
   *
   * @param mark {@code hit}, {@code miss} or {@code part}; empty where tests say nothing
   * @param note what the tests did not reach
   */
  public record Line(int number, List<Part> parts, String mark, String note) {}

  /**
   * A piece of a line.
   *
   * @param kind empty for plain text
   */
  public record Part(String kind, String text) {}

  /**
   * A file.
   *
   * @param anchor what ids of its lines begin with
   */
  public record Listing(String file, String anchor, List<Line> lines) {}

  /** What tests say of a line. */
  record Mark(String mark, String note) {}

  private SourceListing() {}

  static Listing of(SourceFile file, String anchor, Redaction redaction, Map<Integer, Mark> marks) {
    List<Line> lines = new ArrayList<>();
    for (int line = 1; line <= file.lineCount(); line++) {
      String text = redaction.line(file, line);
      if (line == file.lineCount() && text.isEmpty()) {
        break;
      }
      Mark mark = marks.getOrDefault(line, new Mark("", ""));
      lines.add(new Line(line, parts(text), mark.mark(), mark.note()));
    }
    return new Listing(file.name(), anchor, lines);
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int at = 0;
    while (matcher.find()) {
      if (matcher.start() > at) {
        parts.add(new Part("", text.substring(at, matcher.start())));
      }
      String kind = KINDS.stream().filter(k -> matcher.group(k) != null).findFirst().orElse("");
      parts.add(new Part(kind, matcher.group()));
      at = matcher.end();
    }
    if (at < text.length()) {
      parts.add(new Part("", text.substring(at)));
    }
    return parts;
  }
}
