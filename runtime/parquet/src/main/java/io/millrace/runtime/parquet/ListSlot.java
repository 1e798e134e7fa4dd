package io.millrace.runtime.parquet;

import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Lists as the format's specification has them: a repeated group of one element. */
public final class ListSlot<E> extends ObjectSlot<List<E>> {
  private final ParquetSlot element;

  ListSlot(ParquetSlot element) {
    this.element = element;
  }

  @Override
  Type bind(Type field) throws IOException {
    GroupType list = field.isPrimitive() ? null : field.asGroupType();
    Type repeated = list == null || list.getFieldCount() != 1 ? null : list.getType(0);
    if (repeated == null
        || !repeated.isRepetition(Repetition.REPEATED)
        || repeated.isPrimitive()
        || repeated.asGroupType().getFieldCount() != 1) {
      throw unfit(field, "a list");
    }
    GroupType entry = repeated.asGroupType();
    return list.withNewFields(entry.withNewFields(element.bind(entry.getType(0))));
  }

  @Override
  Converter converter() {
    Converter value = element.converter();
    List<E> elements = new ArrayList<>();
    GroupConverter entry =
        new GroupConverter() {
          @Override
          public Converter getConverter(int index) {
            return value;
          }

          @Override
          public void start() {
            element.reset();
          }

          @Override
          @SuppressWarnings("unchecked") // The slot gives what generated code declares.
          public void end() {
            try {
              if (!element.isPresent()) {
                throw new DecodeException("an element is missing");
              }
              element.check();
              elements.add((E) element.boxed());
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
        elements.clear();
      }

      @Override
      public void end() {
        if (!isPresent()) {
          set(new ArrayList<>(elements));
        }
      }
    };
  }
}
