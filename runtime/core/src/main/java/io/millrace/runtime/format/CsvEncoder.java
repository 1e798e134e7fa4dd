package io.millrace.runtime.format;

import org.jspecify.annotations.Nullable;

/** The base of generated encoders to CSV: one line a row. */
public abstract class CsvEncoder<T> extends RecordEncoder<T> {
  private static final long serialVersionUID = 1L;

  private final char delimiter;
  private final boolean withHeader;
  private final String[] columns;
  private transient @Nullable CsvWriter writer;

  /**
   * Names the columns.
   *
   * @param delimiter one ASCII character between cells
   * @param withHeader whether files start with the columns' names
   */
  protected CsvEncoder(char delimiter, boolean withHeader, String... columns) {
    this.delimiter = delimiter;
    this.withHeader = withHeader;
    this.columns = columns.clone();
  }

  @Override
  public final byte @Nullable [] header() {
    if (!withHeader) {
      return null;
    }
    CsvWriter out = new CsvWriter(delimiter);
    for (String column : columns) {
      out.cell();
      out.writeString(column);
    }
    return out.toBytes();
  }

  @Override
  public final byte[] encode(T row) {
    CsvWriter out = writer;
    if (out == null) {
      out = new CsvWriter(delimiter);
      writer = out;
    }
    out.start();
    write(row, out);
    return out.toBytes();
  }

  /** Writes the cells. */
  protected abstract void write(T row, CsvWriter out);
}
