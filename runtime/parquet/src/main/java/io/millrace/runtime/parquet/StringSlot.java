package io.millrace.runtime.parquet;

import io.millrace.runtime.format.RawText;
import java.io.IOException;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Texts. Those of a dictionary are decoded once. */
public final class StringSlot extends ObjectSlot<String> {
  StringSlot() {}

  @Override
  Type bind(Type field) throws IOException {
    LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
    if (!field.isPrimitive()
        || field.asPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BINARY
        || logical instanceof DecimalLogicalTypeAnnotation) {
      throw unfit(field, "text");
    }
    return field;
  }

  @Override
  Converter converter() {
    return new PrimitiveConverter() {
      private @Nullable String[] texts = {};

      @Override
      public boolean hasDictionarySupport() {
        return true;
      }

      @Override
      public void setDictionary(Dictionary dictionary) {
        texts = new String[dictionary.getMaxId() + 1];
        for (int i = 0; i < texts.length; i++) {
          texts[i] = text(dictionary.decodeToBinary(i));
        }
      }

      @Override
      public void addValueFromDictionary(int id) {
        add(texts[id]);
      }

      @Override
      public void addBinary(Binary bytes) {
        add(text(bytes));
      }
    };
  }

  private static @Nullable String text(Binary binary) {
    byte[] bytes = binary.getBytesUnsafe();
    return RawText.readText(bytes, 0, bytes.length);
  }

  private void add(@Nullable String text) {
    if (text == null) {
      fail("expected UTF-8, found other bytes");
    } else {
      set(text);
    }
  }
}
