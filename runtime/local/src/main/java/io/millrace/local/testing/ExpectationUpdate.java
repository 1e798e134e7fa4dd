package io.millrace.local.testing;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.testing.Demand;
import io.millrace.compiler.testing.Expectation;
import io.millrace.compiler.testing.ExpectedRow;
import io.millrace.compiler.yaml.YamlSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rewrites lists of expected rows that do not hold. Rows that hold stay as they are written, with
 * the comments around them; so does everything outside of the lists.
 */
final class ExpectationUpdate {
  private final SourceFile source;

  /** New texts by the start of what they replace. */
  private final Map<Integer, Edit> edits = new TreeMap<>();

  private final Set<Span> lists = new HashSet<>();

  private record Edit(int end, String text) {}

  ExpectationUpdate(SourceFile source) {
    this.source = source;
  }

  /** Notes what has to be written in the place of what did not hold. */
  void judged(Expectation expectation, Judge judge) {
    for (Demand demand : expectation.demands()) {
      if (demand instanceof Demand.Rows rows && rows.order() != Demand.Order.CONTAINS) {
        List<Seen> actual = judge.rows(rows);
        boolean table = rows.order() == Demand.Order.TABLE;
        Function<Seen, String> item = row -> item(table ? judge.plain(row) : judge.text(row));
        rewrite(rows.written(), judge.diff(rows, actual), actual, item);
      } else if (demand instanceof Demand.State state) {
        rewrite(
            state.written(), judge.diff(state), judge.held(), row -> item(Judge.text(state, row)));
      }
    }
  }

  private void rewrite(
      YamlSequence written,
      Diff<ExpectedRow, Seen> diff,
      List<Seen> actual,
      Function<Seen, String> item) {
    if (diff.missing() == 0 && diff.extra() == 0) {
      return;
    }
    lists.add(written.span());
    if (source.text().startsWith("[", written.span().start()) || actual.isEmpty()) {
      edit(written.span(), "[" + String.join(", ", actual.stream().map(item).toList()) + "]");
      return;
    }
    block(diff, item, written);
  }

  /** A list of one row a line: rows that hold keep their lines. */
  private void block(
      Diff<ExpectedRow, Seen> diff, Function<Seen, String> item, YamlSequence written) {
    String indent = " ".repeat(written.span().column() - 1);
    int last = written.span().start();
    StringBuilder added = new StringBuilder();
    List<int[]> removed = new ArrayList<>();
    for (Diff.Line<ExpectedRow, Seen> line : diff.lines()) {
      ExpectedRow expected = line.expected();
      if (expected == null) {
        added.append(indent).append("- ").append(item.apply(line.actual())).append('\n');
        continue;
      }
      int start = source.lineStart(expected.span().line());
      insert(start, added);
      int end = endOfLine(expected.span().end());
      if (!line.isSame()) {
        removed.add(new int[] {start, end});
      }
      last = end;
    }
    insert(last, added);
    for (int[] range : removed) {
      Edit before = edits.get(range[0]);
      edits.put(range[0], new Edit(range[1], before == null ? "" : before.text()));
    }
  }

  private void insert(int at, StringBuilder added) {
    if (!added.isEmpty()) {
      String text = added.toString();
      if (at > 0 && source.text().charAt(at - 1) != '\n') {
        text = "\n" + text.substring(0, text.length() - 1);
      }
      edits.put(at, new Edit(at, text));
      added.setLength(0);
    }
  }

  private int endOfLine(int offset) {
    int end = source.text().indexOf('\n', Math.max(0, offset - 1));
    return end < 0 ? source.text().length() : end + 1;
  }

  private static String item(String text) {
    return text.startsWith("{") ? text : "{ " + text + " }";
  }

  private void edit(Span span, String text) {
    edits.put(span.start(), new Edit(span.end(), text));
  }

  /** Whether all of these are about lists that are rewritten. */
  boolean covers(List<Failure> failures) {
    return !failures.isEmpty()
        && failures.stream().allMatch(failure -> lists.contains(failure.span()));
  }

  /** How many lists are rewritten. */
  int size() {
    return lists.size();
  }

  /** Writes the file if there is something to rewrite. */
  boolean write(Path file) throws IOException {
    if (edits.isEmpty()) {
      return false;
    }
    Files.writeString(file, text());
    return true;
  }

  /** The file's text with what is rewritten. */
  String text() {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
      text.append(source.text(), at, Math.max(at, edit.getKey())).append(edit.getValue().text());
      at = Math.max(at, edit.getValue().end());
    }
    return text.append(source.text().substring(at)).toString();
  }
}
