package io.millrace.runtime.parquet;

import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Maps as the format's specification has them: a repeated group of key and value. */
public final class MapSlot<V> extends ObjectSlot<Map<String, V>> {
  private final StringSlot key = new StringSlot();
  private final ParquetSlot value;

  MapSlot(ParquetSlot value) {
    this.value = value;
  }

  @Override
  Type bind(Type field) throws IOException {
    GroupType map = field.isPrimitive() ? null : field.asGroupType();
    Type repeated = map == null || map.getFieldCount() != 1 ? null : map.getType(0);
    if (repeated == null
        || !repeated.isRepetition(Repetition.REPEATED)
        || repeated.isPrimitive()
        || repeated.asGroupType().getFieldCount() != 2) {
      throw unfit(field, "a map");
    }
    GroupType entry = repeated.asGroupType();
    return map.withNewFields(
        entry.withNewFields(key.bind(entry.getType(0)), value.bind(entry.getType(1))));
  }

  @Override
  Converter converter() {
    Converter[] parts = {key.converter(), value.converter()};
    Map<String, V> entries = new LinkedHashMap<>();
    GroupConverter entry =
        new GroupConverter() {
          @Override
          public Converter getConverter(int index) {
            return parts[index];
          }

          @Override
          public void start() {
            key.reset();
            value.reset();
          }

          @Override
          @SuppressWarnings("unchecked") // The slot gives what generated code declares.
          public void end() {
            try {
              if (!value.isPresent()) {
                throw new DecodeException("the value of an entry is missing");
              }
              value.check();
              entries.put((String) key.boxed(), (V) value.boxed());
            } catch (DecodeException e) {
              fail(String.valueOf(e.getMessage()));
            }
          }
        };
    return new GroupConverter() {
      @Override
      public Converter getConverter(int index) {
        return entry;
      }

      @Override
      public void start() {
        entries.clear();
      }

      @Override
      public void end() {
        if (!isPresent()) {
          set(new LinkedHashMap<>(entries));
        }
      }
    };
  }
}
