package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java for literal values of an elements source. */
final class LiteralJava {
  private final JobContext job;

  LiteralJava(JobContext job) {
    this.job = job;
  }

  /** {@code new Payment("a", 1.5)}. */
  String row(RecordType row, List<@Nullable Object> values) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < row.fields().size(); i++) {
      Field field = row.fields().get(i);
      Object value = values.get(i);
      if (value == null) {
        arguments.addAll(RowJava.absent(field));
      } else {
        arguments.add(value(field.type(), value));
        if (field.nullable() && JavaTypes.isPrimitive(field.type())) {
          arguments.add("true");
        }
      }
    }
    return "new " + job.row(row) + "(" + String.join(", ", arguments) + ")";
  }

  @SuppressWarnings("unchecked") // The shapes of values are those of PlanNode.ElementsSource.
  private String value(Type type, Object value) {
    if (type instanceof ScalarType scalar) {
      return scalar(scalar, value);
    }
    if (type instanceof DecimalType) {
      job.imports.use("java.math.BigDecimal");
      return JavaLiterals.decimal((BigDecimal) value);
    }
    if (type instanceof ListType list) {
      String items =
          String.join(
              ", ", ((List<Object>) value).stream().map(v -> value(list.element(), v)).toList());
      return job.imports.use("java.util.List") + ".of(" + items + ")";
    }
    if (type instanceof MapType map) {
      String javaMap = job.imports.use("java.util.Map");
      List<String> entries = new ArrayList<>();
      ((Map<String, Object>) value)
          .forEach(
              (k, v) ->
                  entries.add(
                      javaMap
                          + ".entry("
                          + JavaLiterals.string(k)
                          + ", "
                          + value(map.value(), v)
                          + ")"));
      // Not Java's own, which forgets the order.
      String mapOps = job.imports.use("io.millrace.runtime.expr.MapOps");
      return mapOps + ".ofEntries(" + String.join(", ", entries) + ")";
    }
    return row((RecordType) type, (List<@Nullable Object>) value);
  }

  private static String scalar(ScalarType type, Object value) {
    return switch (type) {
      case STRING -> JavaLiterals.string((String) value);
      case BOOL -> value.toString();
      case DOUBLE -> JavaLiterals.doubleValue((Double) value);
      case INT, TIMESTAMP, DURATION -> JavaLiterals.longValue((Long) value);
      case BYTES -> {
        List<String> bytes = new ArrayList<>();
        for (byte b : (byte[]) value) {
          bytes.add(Byte.toString(b));
        }
        yield "new byte[] {" + String.join(", ", bytes) + "}";
      }
    };
  }
}
