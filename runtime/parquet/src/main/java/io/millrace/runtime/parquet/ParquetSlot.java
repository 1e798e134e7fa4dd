package io.millrace.runtime.parquet;

import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Where the value of a field stands while a row is put together. */
public abstract class ParquetSlot {
  ParquetSlot() {}

  private boolean present;
  private @Nullable String problem;

  /**
   * Prepares for the values of a file.
   *
   * @param field what the file has
   * @return the part of it that is read
   * @throws IOException if it cannot be read as what is wanted
   */
  abstract Type bind(Type field) throws IOException;

  /** What takes the values. */
  abstract Converter converter();

  /** The value as an object; there is one. */
  abstract Object boxed() throws DecodeException;

  /** Forgets the value. */
  void reset() {
    present = false;
    problem = null;
  }

  final void arrived() {
    present = true;
  }

  final void fail(String message) {
    present = true;
    problem = message;
  }

  /** Whether a value came. */
  public final boolean isPresent() {
    return present;
  }

  /** Throws what is wrong with the value. */
  final void check() throws DecodeException {
    if (problem != null) {
      throw new DecodeException(problem);
    }
  }

  static IOException unfit(Type field, String wanted) {
    return new IOException(
        "column `" + field.getName() + "` is " + shown(field) + ", expected " + wanted);
  }

  private static String shown(Type field) {
    return field.toString().replaceAll("\\s+", " ").replaceFirst(" " + field.getName() + "\\b", "");
  }
}
