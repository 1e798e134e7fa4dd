package io.millrace.compiler.plan;

import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What flows along an edge. Streams that update have row types of their own: rows of a type carry
 * the kind of their change in all of a pipeline's streams, or in none.
 *
 * @param watermarked whether event time and watermarks flow with the rows
 * @param oldValues whether each update comes with the row that it replaces ahead of it (update
 *     before). It is decided when the whole plan is known, by what reads the stream
 * @param present paths of the row that are there in every row although their type may be absent, as
 *     {@code row.bid} behind a filter {@code has(bid)}
 */
public record StreamShape(
    RecordType row,
    boolean watermarked,
    ChangeMode mode,
    boolean oldValues,
    SortedSet<String> present) {
  public StreamShape {
    present = new TreeSet<>(present);
  }

  /** A shape before anything is known of its readers. */
  public StreamShape(
      RecordType row, boolean watermarked, ChangeMode mode, SortedSet<String> present) {
    this(row, watermarked, mode, mode instanceof ChangeMode.Retract, present);
  }

  public StreamShape(RecordType row, boolean watermarked, ChangeMode mode) {
    this(row, watermarked, mode, new TreeSet<>());
  }

  /** The same stream with rows of another type, of which nothing more is known. */
  public StreamShape withRow(RecordType newRow) {
    return new StreamShape(newRow, watermarked, mode);
  }

  /** The same rows with fewer fields. */
  public StreamShape narrowedTo(RecordType newRow) {
    return new StreamShape(newRow, watermarked, mode, oldValues, present);
  }

  /** The same rows, each update with or without the row that it replaces. */
  public StreamShape withOldValues(boolean sent) {
    return new StreamShape(row, watermarked, mode, sent, present);
  }

  /**
   * The same rows, of which more is known. Of an updating stream nothing is: a delete carries a row
   * for which a condition no longer holds.
   */
  public StreamShape knowing(Set<String> paths) {
    if (!mode.isAppend()) {
      return this;
    }
    SortedSet<String> all = new TreeSet<>(present);
    all.addAll(paths);
    return new StreamShape(row, watermarked, mode, oldValues, all);
  }

  /**
   * The same rows, with all that may be absent taken as there: for what stands behind a condition
   * that could not be read, so that its mistake is not said again in other words.
   */
  public StreamShape knowingAll() {
    Set<String> paths = new TreeSet<>();
    addOptional("row", row, paths);
    return knowing(paths);
  }

  private static void addOptional(String path, RecordType record, Set<String> paths) {
    for (Field field : record.fields()) {
      String own = path + "." + field.name();
      if (field.nullable()) {
        paths.add(own);
      }
      if (field.type() instanceof RecordType nested) {
        addOptional(own, nested, paths);
      }
    }
  }
}
