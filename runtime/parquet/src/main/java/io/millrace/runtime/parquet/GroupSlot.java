package io.millrace.runtime.parquet;

import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.Type;

/** Records within records. */
public final class GroupSlot<R> extends ObjectSlot<R> {
  private final ParquetGroup<R> group;

  GroupSlot(ParquetGroup<R> group) {
    this.group = group;
  }

  @Override
  Type bind(Type field) throws IOException {
    if (field.isPrimitive()) {
      throw unfit(field, "a group");
    }
    return group.bind(field.asGroupType());
  }

  @Override
  Converter converter() {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int index) {
        return group.converter(index);
      }

      @Override
      public void start() {
        group.reset();
      }

      @Override
      public void end() {
        try {
          set(group.row());
        } catch (DecodeException e) {
          fail(String.valueOf(e.getMessage()));
        }
      }
    };
  }
}
