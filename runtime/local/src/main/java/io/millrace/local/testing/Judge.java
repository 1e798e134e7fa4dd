package io.millrace.local.testing;

import io.millrace.compiler.testing.Demand;
import io.millrace.compiler.testing.Expectation;
import io.millrace.compiler.testing.ExpectedRow;
import io.millrace.compiler.testing.RowText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds what came out of one output against what was expected of it. */
final class Judge {
  private static final int MOST_LINES = 40;

  private final Expectation expectation;

  /** What came since the output was looked at before. */
  private final List<Seen> seen;

  /** What came since the test started, without what a restore undid. */
  private final List<Seen> all;

  /** What the operator holds, if that is asked for. */
  private final List<Seen> state;

  Judge(Expectation expectation, List<Seen> seen, List<Seen> all, List<Seen> state) {
    this.expectation = expectation;
    this.seen = seen;
    this.all = all;
    this.state = state;
  }

  List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (Demand demand : expectation.demands()) {
      if (demand instanceof Demand.Rows rows) {
        rows(rows, failures);
      } else if (demand instanceof Demand.Records records) {
        records(records, failures);
      } else if (demand instanceof Demand.State held) {
        state(held, failures);
      } else {
        count((Demand.Count) demand, failures);
      }
    }
    return failures;
  }

  /** The rows that a demand is about. */
  List<Seen> rows(Demand.Rows demand) {
    return demand.order() == Demand.Order.TABLE ? Table.of(expectation.mode(), all) : seen;
  }

  private void rows(Demand.Rows demand, List<Failure> failures) {
    Diff<ExpectedRow, Seen> diff = diff(demand, rows(demand));
    boolean others = demand.order() != Demand.Order.CONTAINS;
    if (diff.missing() == 0 && (!others || diff.extra() == 0)) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        diff.extra() > 0 && !others ? "rows that came, `-` for those that did not" : legend());
    lines.addAll(diff.render(this::text, this::text, true));
    failures.add(failure(demand, summary(diff, others), lines));
  }

  /** How expected and actual rows differ, in the order that the demand asks for. */
  Diff<ExpectedRow, Seen> diff(Demand.Rows demand, List<Seen> actual) {
    return demand.order() == Demand.Order.EXACT
        ? Diff.ordered(demand.rows(), actual, this::same)
        : Diff.unordered(demand.rows(), actual, this::same);
  }

  private void state(Demand.State demand, List<Failure> failures) {
    Diff<ExpectedRow, Seen> diff = diff(demand);
    if (diff.missing() == 0 && diff.extra() == 0) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add("`-` expected and not held, `+` held and not expected");
    lines.addAll(
        diff.render(
            row -> RowText.row(demand.row(), row.values()), row -> text(demand, row), true));
    failures.add(failure(demand, "`" + expectation.target() + "` does not hold this state", lines));
  }

  /** What the operator holds. */
  List<Seen> held() {
    return state;
  }

  /** How expected and actual state differ. */
  Diff<ExpectedRow, Seen> diff(Demand.State demand) {
    return Diff.unordered(demand.rows(), state, this::same);
  }

  /** The state of one key as a test would write it. */
  static String text(Demand.State demand, Seen row) {
    return RowText.row(demand.row(), row.values());
  }

  private static String legend() {
    return "`-` expected and not come, `+` come and not expected";
  }

  private String summary(Diff<?, ?> diff, boolean others) {
    List<String> parts = new ArrayList<>();
    if (diff.missing() > 0) {
      parts.add(counted(diff.missing()) + " did not come");
    }
    if (others && diff.extra() > 0) {
      parts.add(
          counted(diff.extra())
              + " came that "
              + (diff.extra() == 1 ? "was" : "were")
              + " not expected");
    }
    return "`" + expectation.target() + "`: " + String.join(", ", parts);
  }

  private static String counted(long rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  private Failure failure(Demand demand, String message, List<String> lines) {
    List<String> shown = lines;
    if (lines.size() > MOST_LINES) {
      shown = new ArrayList<>(lines.subList(0, MOST_LINES));
      shown.add("… and " + (lines.size() - MOST_LINES) + " more lines");
    }
    return new Failure(message, demand.span(), expectation.path(), shown);
  }

  private boolean same(ExpectedRow expected, Seen actual) {
    if (expected.change() != ExpectedRow.Change.NONE && expected.change() != actual.change()) {
      return false;
    }
    return expected.compared().stream()
        .allMatch(
            name ->
                Values.same(
                    expected.values().get(name),
                    actual.values().get(name),
                    expectation.tolerance()));
  }

  private String text(ExpectedRow row) {
    return changed(row.change(), row.values());
  }

  /** A row as a test would write it. */
  String text(Seen row) {
    return changed(
        expectation.mode().isAppend() ? ExpectedRow.Change.NONE : row.change(), row.values());
  }

  /** A row without what it does. */
  String plain(Seen row) {
    return RowText.row(expectation.row(), row.values());
  }

  private String changed(ExpectedRow.Change change, Map<String, Object> values) {
    String row = RowText.row(expectation.row(), values);
    return change == ExpectedRow.Change.NONE
        ? row
        : change.name().toLowerCase(Locale.ROOT) + ": " + row;
  }

  private void count(Demand.Count demand, List<Failure> failures) {
    if (seen.size() == demand.count()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add("what came");
    seen.forEach(row -> lines.add("+ " + (row.record() == null ? text(row) : shown(row))));
    failures.add(
        failure(
            demand,
            "`%s`: expected %s, %d came"
                .formatted(
                    expectation.target(),
                    demand.count() == 0 ? "nothing" : counted(demand.count()),
                    seen.size()),
            seen.isEmpty() ? List.of() : lines));
  }

  private String shown(Seen row) {
    boolean hasRow = !row.values().isEmpty();
    return hasRow ? text(row) : RecordText.of(row.record());
  }

  private void records(Demand.Records demand, List<Failure> failures) {
    List<SeenRecord> actual = writtenRecords();
    var diff = Diff.ordered(demand.records(), actual, RecordMatch::matches);
    if (diff.missing() == 0 && diff.extra() == 0) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(legend());
    lines.addAll(diff.render(RecordText::of, RecordText::of, true));
    failures.add(failure(demand, summary(diff, true).replace(" row", " record"), lines));
  }

  /** The records that the sink wrote. */
  List<SeenRecord> writtenRecords() {
    List<SeenRecord> records = new ArrayList<>();
    for (Seen row : seen) {
      if (row.record() != null) {
        records.add(row.record());
      }
    }
    return records;
  }
}
