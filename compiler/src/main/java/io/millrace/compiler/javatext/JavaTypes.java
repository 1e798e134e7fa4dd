package io.millrace.compiler.javatext;

import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;

/**
 * The Java type that holds a pipeline type: {@code boolean}, {@code long} (int, timestamp and
 * duration, both in microseconds), {@code double}, {@code BigDecimal}, {@code String}, {@code
 * byte[]}, {@code List}, {@code Map}, or the generated record class by its simple name.
 */
public final class JavaTypes {
  private JavaTypes() {}

  /** As a field or variable, by simple names: generated files import BigDecimal, List and Map. */
  public static String of(Type type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "boolean";
        case INT, TIMESTAMP, DURATION -> "long";
        case DOUBLE -> "double";
        case STRING -> "String";
        case BYTES -> "byte[]";
      };
    }
    return boxed(type);
  }

  /** As a type argument. */
  public static String boxed(Type type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "Boolean";
        case INT, TIMESTAMP, DURATION -> "Long";
        case DOUBLE -> "Double";
        case STRING -> "String";
        case BYTES -> "byte[]";
      };
    }
    if (type instanceof DecimalType) {
      return "BigDecimal";
    }
    if (type instanceof ListType list) {
      return "List<" + boxed(list.element()) + ">";
    }
    if (type instanceof MapType map) {
      return "Map<String, " + boxed(map.value()) + ">";
    }
    return JavaIdentifiers.type(((RecordType) type).name());
  }

  /** Whether Java holds it in a primitive, so that a nullable field needs a presence flag. */
  public static boolean isPrimitive(Type type) {
    return type instanceof ScalarType scalar && scalar.isPrimitive();
  }
}
