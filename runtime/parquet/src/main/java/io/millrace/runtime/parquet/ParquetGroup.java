package io.millrace.runtime.parquet;

import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A record and how it is put together of columns. Generated, one class a record: its fields are
 * slots, which columns fill.
 */
public abstract class ParquetGroup<T> {
  private record Field(String name, String[] aliases, boolean required, ParquetSlot slot) {}

  private final List<Field> fields = new ArrayList<>();
  private Converter[] converters = {};

  /** The record of what the slots hold. */
  protected abstract T make() throws DecodeException;

  // --- The fields, in any order; a name, and behind commas names that it had before ---

  protected final LongSlot ints(String name, boolean required) {
    return add(name, required, new LongSlot(LongSlot.Kind.INT));
  }

  protected final LongSlot timestamps(String name, boolean required) {
    return add(name, required, new LongSlot(LongSlot.Kind.TIMESTAMP));
  }

  protected final LongSlot durations(String name, boolean required) {
    return add(name, required, new LongSlot(LongSlot.Kind.DURATION));
  }

  protected final DoubleSlot doubles(String name, boolean required) {
    return add(name, required, new DoubleSlot());
  }

  protected final BoolSlot bools(String name, boolean required) {
    return add(name, required, new BoolSlot());
  }

  protected final StringSlot strings(String name, boolean required) {
    return add(name, required, new StringSlot());
  }

  protected final BytesSlot bytes(String name, boolean required) {
    return add(name, required, new BytesSlot());
  }

  protected final DecimalSlot decimals(String name, boolean required, int precision, int scale) {
    return add(name, required, new DecimalSlot(precision, scale));
  }

  protected final <R> GroupSlot<R> groups(String name, boolean required, ParquetGroup<R> group) {
    return add(name, required, new GroupSlot<>(group));
  }

  /**
   * A list.
   *
   * @param element a slot that is no field: one of {@link ParquetElements}
   */
  protected final <E> ListSlot<E> lists(String name, boolean required, ParquetSlot element) {
    return add(name, required, new ListSlot<>(element));
  }

  /** A map of texts, like {@link #lists}. */
  protected final <V> MapSlot<V> maps(String name, boolean required, ParquetSlot value) {
    return add(name, required, new MapSlot<>(value));
  }

  private <S extends ParquetSlot> S add(String name, boolean required, S slot) {
    String[] names = name.split(",", -1);
    fields.add(new Field(names[0], names, required, slot));
    return slot;
  }

  // --- Reading ---

  /** Finds the fields in a file: the columns that are read. */
  final GroupType bind(GroupType file) throws IOException {
    List<Type> wanted = new ArrayList<>();
    List<Converter> taking = new ArrayList<>();
    for (Field field : fields) {
      Type found = find(file, field);
      if (found == null) {
        if (field.required()) {
          throw new IOException("there is no column `" + field.name() + "`");
        }
      } else {
        wanted.add(field.slot().bind(found));
        taking.add(field.slot().converter());
      }
    }
    if (wanted.isEmpty()) {
      throw new IOException("there is none of the columns of the row");
    }
    converters = taking.toArray(Converter[]::new);
    return file.withNewFields(wanted);
  }

  private static @Nullable Type find(GroupType file, Field field) {
    for (String name : field.aliases()) {
      if (file.containsField(name)) {
        return file.getType(name);
      }
    }
    return null;
  }

  final Converter converter(int index) {
    return converters[index];
  }

  final void reset() {
    for (Field field : fields) {
      field.slot().reset();
    }
  }

  /** The record, if all that it needs has come. */
  final T row() throws DecodeException {
    for (Field field : fields) {
      try {
        field.slot().check();
        if (field.required() && !field.slot().isPresent()) {
          throw new DecodeException("missing");
        }
      } catch (DecodeException e) {
        String message = String.valueOf(e.getMessage());
        throw new DecodeException(
            message.startsWith("field ")
                ? "field " + field.name() + "." + message.substring("field ".length())
                : "field " + field.name() + ": " + message);
      }
    }
    return make();
  }
}
