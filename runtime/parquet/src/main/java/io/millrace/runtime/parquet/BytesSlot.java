package io.millrace.runtime.parquet;

import java.io.IOException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Bytes, also of texts and of a fixed length. */
public final class BytesSlot extends ObjectSlot<byte[]> {
  BytesSlot() {}

  @Override
  Type bind(Type field) throws IOException {
    PrimitiveTypeName physical =
        field.isPrimitive() ? field.asPrimitiveType().getPrimitiveTypeName() : null;
    if (physical != PrimitiveTypeName.BINARY
        && physical != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      throw unfit(field, "bytes");
    }
    return field;
  }

  @Override
  Converter converter() {
    return new PrimitiveConverter() {
      @Override
      public void addBinary(Binary bytes) {
        set(bytes.getBytes());
      }
    };
  }
}
