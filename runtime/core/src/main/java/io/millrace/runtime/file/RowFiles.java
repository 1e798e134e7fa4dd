package io.millrace.runtime.file;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.fs.Path;

/** A format of files: how a file becomes rows. */
public interface RowFiles<D> extends Serializable {
  /**
   * Opens a file.
   *
   * @param position 0, or what {@link RowCursor#position} said in an earlier reading of the file
   * @throws IOException if the file is none of the format, or has none of the rows
   */
  RowCursor<D> open(Path file, long position) throws IOException;
}
