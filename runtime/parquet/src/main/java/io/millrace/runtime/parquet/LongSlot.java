package io.millrace.runtime.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Ints, timestamps and durations: all 64 bits. */
public final class LongSlot extends ParquetSlot {
  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
  private static final long JULIAN_DAY_OF_1970 = 2_440_588;

  /** What is wanted. */
  enum Kind {
    INT("an integer"),
    TIMESTAMP("a timestamp or date"),
    DURATION("a time of day, or a number of microseconds");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final Kind kind;
  private long value;
  private long factor = 1;
  private long divisor = 1;

  LongSlot(Kind kind) {
    this.kind = kind;
  }

  /** The value; 0 if there is none. */
  public long value() {
    return value;
  }

  @Override
  void reset() {
    super.reset();
    value = 0;
  }

  @Override
  Object boxed() {
    return value;
  }

  @Override
  Type bind(Type field) throws IOException {
    factor = 1;
    divisor = 1;
    if (!field.isPrimitive() || !fits(field)) {
      throw unfit(field, kind.words);
    }
    return field;
  }

  private boolean fits(Type field) {
    PrimitiveTypeName physical = field.asPrimitiveType().getPrimitiveTypeName();
    LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
    if (kind == Kind.TIMESTAMP && physical == PrimitiveTypeName.INT96) {
      return true;
    }
    if (physical != PrimitiveTypeName.INT32 && physical != PrimitiveTypeName.INT64) {
      return false;
    }
    return switch (kind) {
      case INT -> !(logical instanceof DecimalLogicalTypeAnnotation);
      case TIMESTAMP -> {
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
          unit(timestamp.getUnit());
          yield true;
        }
        factor = MICROS_PER_DAY;
        yield logical instanceof DateLogicalTypeAnnotation;
      }
      case DURATION -> {
        if (logical instanceof TimeLogicalTypeAnnotation time) {
          unit(time.getUnit());
          yield true;
        }
        yield logical == null && physical == PrimitiveTypeName.INT64;
      }
    };
  }

  private void unit(LogicalTypeAnnotation.TimeUnit unit) {
    switch (unit) {
      case MILLIS -> factor = 1_000;
      case MICROS -> {}
      case NANOS -> divisor = 1_000;
    }
  }

  @Override
  Converter converter() {
    return new PrimitiveConverter() {
      @Override
      public void addInt(int number) {
        add(number);
      }

      @Override
      public void addLong(long number) {
        add(number);
      }

      @Override
      public void addBinary(Binary number) {
        // 12 bytes, as older programs wrote times: nanoseconds of the day, and a Julian day.
        ByteBuffer bytes = number.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        long day = bytes.getInt() - JULIAN_DAY_OF_1970;
        arrived();
        value = day * MICROS_PER_DAY + Math.floorDiv(nanos, 1_000L);
      }
    };
  }

  private void add(long number) {
    arrived();
    try {
      value = Math.floorDiv(Math.multiplyExact(number, factor), divisor);
    } catch (ArithmeticException e) {
      fail("a time out of range: " + number);
    }
  }
}
