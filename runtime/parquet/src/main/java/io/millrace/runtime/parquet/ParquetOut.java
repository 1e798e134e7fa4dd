package io.millrace.runtime.parquet;

import java.math.BigDecimal;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes one row column by column, as generated encoders ask for it. */
public final class ParquetOut {
  /** Columns are found by their index; names are for Parquet's log. */
  private static final String NAME = "field";

  private final RecordConsumer out;

  ParquetOut(RecordConsumer out) {
    this.out = out;
  }

  /** Starts on the field of an index; its value, or values, follow. */
  public void field(int index) {
    out.startField(NAME, index);
  }

  public void endField(int index) {
    out.endField(NAME, index);
  }

  /** Starts on a value that has fields. */
  public void group() {
    out.startGroup();
  }

  public void endGroup() {
    out.endGroup();
  }

  public void add(boolean value) {
    out.addBoolean(value);
  }

  public void add(long value) {
    out.addLong(value);
  }

  public void add(double value) {
    out.addDouble(value);
  }

  public void add(String value) {
    out.addBinary(Binary.fromString(value));
  }

  public void add(byte[] value) {
    out.addBinary(Binary.fromConstantByteArray(value));
  }

  /** The digits' number in two's complement. */
  public void add(BigDecimal value) {
    out.addBinary(Binary.fromConstantByteArray(value.unscaledValue().toByteArray()));
  }
}
