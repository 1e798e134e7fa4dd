package io.millrace.runtime.format;

import org.jspecify.annotations.Nullable;

/** The base of generated decoders of CSV: one line a row. */
public abstract class CsvDecoder<T> extends RecordDecoder<T> {
  private static final long serialVersionUID = 1L;

  private final char delimiter;
  private final boolean withHeader;
  private final String[][] columns;
  private transient @Nullable CsvReader reader;

  /**
   * Names the columns.
   *
   * @param delimiter one ASCII character between cells
   * @param withHeader whether files start with the columns' names
   * @param columns the name of each declared column, and behind it the names that it had before
   */
  protected CsvDecoder(char delimiter, boolean withHeader, String[]... columns) {
    this.delimiter = delimiter;
    this.withHeader = withHeader;
    this.columns = columns.clone();
  }

  /** A column's name and the names that it had before. */
  protected static String[] column(String... names) {
    return names;
  }

  @Override
  public final boolean hasHeader() {
    return withHeader;
  }

  @Override
  public final void readHeader(byte[] bytes, int offset, int length) throws DecodeException {
    reader().readHeader(bytes, offset, length);
  }

  @Override
  public final T decode(byte[] bytes, int offset, int length) throws DecodeException {
    CsvReader in = reader();
    in.reset(bytes, offset, length);
    return read(in);
  }

  private CsvReader reader() {
    CsvReader in = reader;
    if (in == null) {
      in = new CsvReader(delimiter, columns);
      reader = in;
    }
    return in;
  }

  /** Reads the cells of a row. */
  protected abstract T read(CsvReader in) throws DecodeException;
}
