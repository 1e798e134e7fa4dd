package io.millrace.runtime.rank;

import io.millrace.runtime.record.Change;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Ranks rows that update. When a row goes, one that ranked behind it takes its place, so the state
 * of a key is all of its rows.
 *
 * <p>New values replace the row of the same key of updates, in one step: the rows between its old
 * and its new place move, and no others. With {@link #takesBackRows}, old values come ahead of new
 * ones and are found by all their fields.
 */
public final class UpdatingTopN<K, IN extends Change, OUT> extends TopN<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  private boolean takesBackRows;

  public UpdatingTopN(Ranking<IN, OUT> ranking, TypeInformation<IN> rowType, RowLimit limit) {
    super(ranking, rowType, limit);
  }

  /** The input sends old values, and these are what is taken back. */
  public UpdatingTopN<K, IN, OUT> takesBackRows() {
    takesBackRows = true;
    return this;
  }

  @Override
  public UpdatingTopN<K, IN, OUT> places() {
    super.places();
    return this;
  }

  /** What is behind now may come to the front when others go. */
  @Override
  boolean isBehind(List<IN> rows, IN row) {
    return false;
  }

  @Override
  boolean apply(List<IN> rows, IN row) {
    byte kind = row.changeKind();
    if (kind == Change.UPDATE_BEFORE && !takesBackRows) {
      return false; // sent for another reader of the same stream
    }
    // Kept rows have one kind, so that they are equal if their fields are.
    IN stored = Change.as(Change.INSERT, row);
    boolean adds = Change.adds(kind);
    boolean removed = !(adds && takesBackRows) && remove(rows, stored);
    if (!adds) {
      return removed;
    }
    rows.add(RowLimit.place(rows, stored, ranking), stored);
    return true;
  }

  private boolean remove(List<IN> rows, IN row) {
    for (int i = 0; i < rows.size(); i++) {
      if (ranking.replaces(rows.get(i), row)) {
        rows.remove(i);
        return true;
      }
    }
    return false;
  }

  @Override
  @Nullable IN versionOf(IN old, List<IN> after, List<IN> before) {
    if (takesBackRows) {
      return null;
    }
    for (IN row : after) {
      if (row != old && ranking.replaces(old, row)) {
        return row;
      }
    }
    return null;
  }
}
