package io.millrace.runtime.parquet;

import java.io.IOException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.Type;

/** Doubles; also of floats and integers. */
public final class DoubleSlot extends ParquetSlot {
  private double value;

  DoubleSlot() {}

  /** The value; 0 if there is none. */
  public double value() {
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
    boolean fits =
        field.isPrimitive()
            && switch (field.asPrimitiveType().getPrimitiveTypeName()) {
              case FLOAT, DOUBLE -> true;
              case INT32, INT64 -> field.getLogicalTypeAnnotation() == null;
              default -> false;
            };
    if (!fits) {
      throw unfit(field, "a number");
    }
    return field;
  }

  @Override
  Converter converter() {
    return new PrimitiveConverter() {
      @Override
      public void addFloat(float number) {
        addDouble((double) number);
      }

      @Override
      public void addInt(int number) {
        addDouble((double) number);
      }

      @Override
      public void addLong(long number) {
        addDouble((double) number);
      }

      @Override
      public void addDouble(double number) {
        arrived();
        value = number;
      }
    };
  }
}
