package io.millrace.runtime.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the values of a record in one schema into those of another, in the form that {@link
 * RecordValues} reads and writes. Fields that the source lacks become absent, their default, or
 * empty.
 */
final class RecordConversion {
  private final boolean forward;

  private RecordConversion(boolean forward) {
    this.forward = forward;
  }

  /** From an old schema to the current one. */
  static @Nullable Object[] forward(RecordSchema old, RecordSchema now, @Nullable Object[] values) {
    return new RecordConversion(true).convert(old, now, values);
  }

  /** From the current schema back to an old one: what only the old one has is lost. */
  static @Nullable Object[] back(RecordSchema now, RecordSchema old, @Nullable Object[] values) {
    return new RecordConversion(false).convert(now, old, values);
  }

  private @Nullable Object[] convert(
      RecordSchema from, RecordSchema to, @Nullable Object[] values) {
    @Nullable Object[] out = new Object[to.fields().size()];
    for (int i = 0; i < out.length; i++) {
      FieldSchema field = to.fields().get(i);
      int source = sourceIndex(from, field, to);
      Object value = source < 0 ? null : values[source];
      if (field.type() instanceof FieldType.DistinctOf distinct) {
        out[i] = distinct(from, values, distinct);
      } else if (source < 0 && field.type() instanceof FieldType.SetOf set) {
        out[i] = new ArrayList<>(passed(from, values, field.name(), set.element()));
      } else if (value != null) {
        out[i] = convert(from.fields().get(source).type(), field.type(), value);
      } else if (field.defaultValue() != null && (source < 0 || !field.nullable())) {
        out[i] = field.defaultValue();
      } else if (!field.nullable()) {
        out[i] = empty(field.type());
      }
    }
    return out;
  }

  /** Distinct values with the filters of {@code to}, wherever each filter had its own before. */
  private Map<Object, Object> distinct(
      RecordSchema from, @Nullable Object[] values, FieldType.DistinctOf to) {
    Map<Object, Object> out = new LinkedHashMap<>();
    for (int filter = 0; filter < to.filters().size(); filter++) {
      long bit = 1L << filter;
      for (Object value : passed(from, values, to.filters().get(filter), to.element())) {
        out.merge(value, bit, (a, b) -> (Long) a | (Long) b);
      }
    }
    return out;
  }

  /** The values that passed a filter: of the set with its name, or with its bit; else none. */
  private Collection<Object> passed(
      RecordSchema from, @Nullable Object[] values, String filter, FieldType element) {
    SchemaComparison.FilterPlace place = SchemaComparison.filterPlace(from, filter);
    Object stored = place == null ? null : values[place.field()];
    if (place == null || stored == null) {
      return List.of();
    }
    // Equal values have the same bits, also where two have become equal: int to double.
    Collection<Object> out = new LinkedHashSet<>();
    if (stored instanceof Map<?, ?> masks) {
      masks.forEach(
          (value, mask) -> {
            if (((Long) mask >>> place.bit() & 1) != 0) {
              out.add(convert(place.element(), element, value));
            }
          });
    } else {
      ((List<?>) stored).forEach(value -> out.add(convert(place.element(), element, value)));
    }
    return out;
  }

  private int sourceIndex(RecordSchema from, FieldSchema field, RecordSchema to) {
    if (forward) {
      return SchemaComparison.sourceIndex(from, field, to);
    }
    for (int i = 0; i < from.fields().size(); i++) {
      int target = SchemaComparison.sourceIndex(to, from.fields().get(i), from);
      if (target >= 0 && to.fields().get(target).name().equals(field.name())) {
        return i;
      }
    }
    return -1;
  }

  private Object convert(FieldType from, FieldType to, Object value) {
    if (from.equals(to)) {
      return value;
    }
    if (to instanceof FieldType.Decimal decimal) {
      BigDecimal number =
          value instanceof BigDecimal stored ? stored : BigDecimal.valueOf((Long) value);
      return number.setScale(decimal.scale(), RoundingMode.HALF_UP);
    }
    if (value instanceof BigDecimal number) {
      return number.longValue();
    }
    if (to == FieldType.DOUBLE) {
      return (double) (Long) value;
    }
    if (to == FieldType.INT) {
      return (long) (double) (Double) value;
    }
    if (from instanceof FieldType.MapOf source && to instanceof FieldType.MapOf target) {
      Map<String, Object> out = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> out.put((String) k, convert(source.value(), target.value(), v)));
      return out;
    }
    if (from instanceof FieldType.CountsOf source && to instanceof FieldType.CountsOf target) {
      Map<Object, Object> out = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> out.put(convert(source.element(), target.element(), k), v));
      return out;
    }
    if (from instanceof FieldType.RecordOf source && to instanceof FieldType.RecordOf target) {
      return convert(source.schema(), target.schema(), (Object[]) value);
    }
    FieldType source = element(from);
    FieldType target = element(to);
    List<Object> out = new ArrayList<>();
    for (Object item : (List<?>) value) {
      out.add(convert(source, target, item));
    }
    return out;
  }

  private static FieldType element(FieldType type) {
    return type instanceof FieldType.ListOf list
        ? list.element()
        : ((FieldType.SetOf) type).element();
  }

  private Object empty(FieldType type) {
    if (type instanceof FieldType.Scalar scalar) {
      return switch (scalar) {
        case BYTE -> (byte) 0;
        case BOOL -> false;
        case INT, TIMESTAMP, DURATION -> 0L;
        case DOUBLE -> 0.0;
        case STRING -> "";
        case BYTES -> new byte[0];
      };
    }
    if (type instanceof FieldType.Decimal decimal) {
      return BigDecimal.valueOf(0, decimal.scale());
    }
    if (type instanceof FieldType.MapOf
        || type instanceof FieldType.CountsOf
        || type instanceof FieldType.DistinctOf) {
      return Map.of();
    }
    if (type instanceof FieldType.RecordOf record) {
      RecordSchema schema = record.schema();
      RecordSchema nothing =
          new RecordSchema(schema.name(), schema.className(), schema.kind(), List.of());
      return convert(nothing, schema, new Object[0]);
    }
    return List.of();
  }
}
