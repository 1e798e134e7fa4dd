package io.millrace.runtime.parquet;

import io.millrace.runtime.expr.DecimalOps;
import io.millrace.runtime.expr.ExpressionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Decimals, rounded half up to their scale; also of integers. */
public final class DecimalSlot extends ObjectSlot<BigDecimal> {
  private final int precision;
  private final int scale;
  private int written;

  DecimalSlot(int precision, int scale) {
    this.precision = precision;
    this.scale = scale;
  }

  @Override
  Type bind(Type field) throws IOException {
    LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
    written = 0;
    if (field.isPrimitive() && logical instanceof DecimalLogicalTypeAnnotation decimal) {
      written = decimal.getScale();
      return field;
    }
    boolean integer =
        field.isPrimitive()
            && logical == null
            && switch (field.asPrimitiveType().getPrimitiveTypeName()) {
              case INT32, INT64 -> true;
              default -> false;
            };
    if (!integer) {
      throw unfit(field, "a decimal");
    }
    return field;
  }

  @Override
  Converter converter() {
    return new PrimitiveConverter() {
      @Override
      public void addInt(int unscaled) {
        add(BigInteger.valueOf(unscaled));
      }

      @Override
      public void addLong(long unscaled) {
        add(BigInteger.valueOf(unscaled));
      }

      @Override
      public void addBinary(Binary unscaled) {
        byte[] bytes = unscaled.getBytesUnsafe();
        add(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes));
      }
    };
  }

  private void add(BigInteger unscaled) {
    try {
      set(DecimalOps.fit(new BigDecimal(unscaled, written), precision, scale));
    } catch (ExpressionException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }
}
