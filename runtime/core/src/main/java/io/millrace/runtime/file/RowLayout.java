package io.millrace.runtime.file;

import java.io.Serializable;
import java.util.List;

/**
 * How rows follow each other in a file. Rows end at LF or CRLF, the last one also at the end of the
 * file; empty lines and a byte order mark are passed over.
 *
 * @param csv whether a row goes on behind a line break that stands in a quoted field
 * @param delimiter between the fields of CSV; an ASCII character
 * @param header the names that the first row has to have; empty: there is no such row
 */
public record RowLayout(boolean csv, char delimiter, List<String> header) implements Serializable {
  public RowLayout {
    if (delimiter > 127 || delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
      throw new IllegalArgumentException("Not fit to delimit fields: " + delimiter);
    }
    header = List.copyOf(header);
  }

  /** One row a line, as of JSON lines. */
  public static RowLayout lines() {
    return new RowLayout(false, ',', List.of());
  }

  /** CSV as in RFC 4180, without a header. */
  public static RowLayout csv(char delimiter) {
    return new RowLayout(true, delimiter, List.of());
  }

  /**
   * The same with a header. A file whose header has other names, or another order, is not read: its
   * fields would end up in the wrong places.
   */
  public RowLayout header(String... names) {
    return new RowLayout(csv, delimiter, List.of(names));
  }
}
