package io.millrace.compiler.plan;

import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.stream.Collectors;

/** Types as Flink SQL writes them. */
public final class SqlTypes {
  private static final String NOT_NULL = " NOT NULL";

  private SqlTypes() {}

  /** Whether SQL has a type that holds all values of a type, and its parts. */
  public static boolean has(Type type) {
    if (type instanceof ListType list) {
      return has(list.element());
    }
    if (type instanceof MapType map) {
      return has(map.value());
    }
    if (type instanceof RecordType record) {
      return record.fields().stream().allMatch(field -> has(field.type()));
    }
    return type != ScalarType.DURATION;
  }

  /** The type of a column. */
  public static String of(Field field) {
    return of(field.type()) + (field.nullable() ? "" : NOT_NULL);
  }

  /** The type of the column that is the event time. */
  public static String ofEventTime() {
    return "TIMESTAMP_LTZ(3)" + NOT_NULL;
  }

  private static String of(Type type) {
    if (type instanceof ListType list) {
      return "ARRAY<" + of(list.element()) + NOT_NULL + ">";
    }
    if (type instanceof MapType map) {
      return "MAP<STRING" + NOT_NULL + ", " + of(map.value()) + NOT_NULL + ">";
    }
    if (type instanceof DecimalType decimal) {
      return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof RecordType record) {
      return record.fields().stream()
          .map(field -> "`" + field.name() + "` " + of(field))
          .collect(Collectors.joining(", ", "ROW<", ">"));
    }
    return switch ((ScalarType) type) {
      case BOOL -> "BOOLEAN";
      case INT -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case STRING -> "STRING";
      case BYTES -> "BYTES";
      case TIMESTAMP -> "TIMESTAMP_LTZ(6)";
      case DURATION -> throw new IllegalArgumentException("SQL has no durations");
    };
  }
}
