package io.millrace.runtime.parquet;

import java.io.Serializable;

/** The base of generated encoders to Parquet's columns. */
public abstract class ParquetEncoder<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String schema;

  /**
   * An encoder.
   *
   * @param schema the message type, in Parquet's own notation
   */
  protected ParquetEncoder(String schema) {
    this.schema = schema;
  }

  final String schema() {
    return schema;
  }

  /** Writes the fields of a row. */
  protected abstract void write(T row, ParquetOut out);
}
