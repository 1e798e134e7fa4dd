package io.millrace.runtime.file;

import java.io.Serializable;

/**
 * How rows follow each other in a file. Rows end at LF or CRLF, the last one also at the end of the
 * file; empty lines and a byte order mark are passed over.
 *
 * @param csv whether a row goes on behind a line break that stands in a quoted field
 * @param delimiter between the fields of CSV; an ASCII character
 */
public record RowLayout(boolean csv, char delimiter) implements Serializable {
  public RowLayout {
    if (delimiter > 127 || delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
      throw new IllegalArgumentException("Not fit to delimit fields: " + delimiter);
    }
  }

  /** One row a line, as of JSON lines. */
  public static RowLayout lines() {
    return new RowLayout(false, ',');
  }

  /** CSV as in RFC 4180. */
  public static RowLayout csv(char delimiter) {
    return new RowLayout(true, delimiter);
  }
}
