package io.millrace.runtime.parquet;

import java.io.IOException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Booleans. */
public final class BoolSlot extends ParquetSlot {
  private boolean value;

  BoolSlot() {}

  /** The value; false if there is none. */
  public boolean value() {
    return value;
  }

  @Override
  void reset() {
    super.reset();
    value = false;
  }

  @Override
  Object boxed() {
    return value;
  }

  @Override
  Type bind(Type field) throws IOException {
    if (!field.isPrimitive()
        || field.asPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN) {
      throw unfit(field, "a boolean");
    }
    return field;
  }

  @Override
  Converter converter() {
    return new PrimitiveConverter() {
      @Override
      public void addBoolean(boolean given) {
        arrived();
        value = given;
      }
    };
  }
}
