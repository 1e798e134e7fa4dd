package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The methods of an encoder that write JSON, one for each record and collection type. */
final class JsonWrites {
  /** A member's constant bytes. */
  public record Constant(String name, String literal) {}

  /** A method that writes a value of a type: its statements between begin and end. */
  public record Method(
      String name, String type, String parameter, List<String> statements, String end) {}

  private record Key(Type type, TimestampForm form) {}

  /** Whether values are written as JsonConverter of Kafka Connect reads them. */
  private final boolean connect;

  private final UniqueNames methodNames = new UniqueNames("write", "encode");
  private final UniqueNames constantNames = new UniqueNames();
  private final Map<Key, String> known = new LinkedHashMap<>();
  private final List<Constant> constants = new ArrayList<>();
  private final List<Method> methods = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();

  /** Writes of plain JSON. */
  JsonWrites() {
    this(false);
  }

  JsonWrites(boolean connect) {
    this.connect = connect;
  }

  List<Constant> constants() {
    return constants;
  }

  List<Method> methods() {
    return methods;
  }

  Set<String> imports() {
    return imports;
  }

  /** Statements that write the members of {@code row}. */
  List<String> members(RecordType type, List<Field> fields, String row) {
    List<String> out = new ArrayList<>();
    for (Field field : fields) {
      String constant = constant(type, field);
      String value = row + "." + JavaIdentifiers.field(field.name()) + "()";
      String write = write(field.type(), field.form(), value);
      if (field.nullable()) {
        out.add("if (" + isPresent(field, row) + ") {");
        out.add("  out.raw(" + constant + ");");
        out.add("  " + write);
        out.add("}");
      } else {
        out.add("out.raw(" + constant + ");");
        out.add(write);
      }
    }
    return out;
  }

  /** A condition: whether a nullable field is there. */
  static String isPresent(Field field, String row) {
    return JavaTypes.isPrimitive(field.type())
        ? row + "." + JavaIdentifiers.presenceFlag(field.name()) + "()"
        : row + "." + JavaIdentifiers.field(field.name()) + "() != null";
  }

  private String constant(RecordType type, Field field) {
    List<String> key = List.of(type.name(), field.name());
    String wish = JavaIdentifiers.field(field.name()).replaceAll("([a-z0-9])([A-Z])", "$1_$2");
    String name = constantNames.of(key, wish.toUpperCase(Locale.ROOT));
    Constant constant = new Constant(name, JavaLiterals.string(field.wireName()));
    if (!constants.contains(constant)) {
      constants.add(constant);
    }
    return name;
  }

  private String write(Type type, TimestampForm form, String value) {
    if (type instanceof ScalarType scalar) {
      String method = scalarMethod(scalar, connect ? TimestampForm.MILLIS : form);
      return "out."
          + (connect && scalar == ScalarType.DURATION ? "writeLong" : method)
          + "("
          + value
          + ");";
    }
    if (type instanceof DecimalType) {
      return "out." + (connect ? "writeUnscaled" : "writeDecimal") + "(" + value + ");";
    }
    Key key = new Key(type, form);
    String method = known.get(key);
    if (method == null) {
      method = methodNames.of(key, "write" + label(type));
      known.put(key, method);
      methods.add(method(method, type, form));
    }
    return method + "(" + value + ", out);";
  }

  /** The writer's method for a scalar. */
  static String scalarMethod(ScalarType scalar, TimestampForm form) {
    return switch (scalar) {
      case BOOL -> "writeBool";
      case INT -> "writeLong";
      case DOUBLE -> "writeDouble";
      case STRING -> "writeString";
      case BYTES -> "writeBytes";
      case DURATION -> "writeDuration";
      case TIMESTAMP ->
          switch (form) {
            case ISO -> "writeTimestamp";
            case MILLIS -> "writeEpochMillis";
            case SECONDS -> "writeEpochSeconds";
          };
    };
  }

  private Method method(String name, Type type, TimestampForm form) {
    if (type instanceof RecordType record) {
      return new Method(
          name,
          JavaTypes.of(type),
          "value",
          members(record, record.fields(), "value"),
          "out.endObject(begin);");
    }
    if (type instanceof ListType list) {
      imports.add("java.util.List");
      importDecimal(list.element());
      return new Method(
          name,
          JavaTypes.of(type),
          "values",
          List.of(
              "for (" + JavaTypes.of(list.element()) + " element : values) {",
              "  out.raw(',');",
              "  " + write(list.element(), form, "element"),
              "}"),
          "out.endList(begin);");
    }
    imports.add("java.util.Map");
    Type value = ((MapType) type).value();
    importDecimal(value);
    return new Method(
        name,
        JavaTypes.of(type),
        "values",
        List.of(
            "for (Map.Entry<String, " + JavaTypes.boxed(value) + "> entry : values.entrySet()) {",
            "  out.writeName(entry.getKey());",
            "  " + write(value, form, "entry.getValue()"),
            "}"),
        "out.endObject(begin);");
  }

  private void importDecimal(Type element) {
    if (JavaTypes.of(element).contains("BigDecimal")) {
      imports.add("java.math.BigDecimal");
    }
  }

  private static String label(Type type) {
    if (type instanceof ListType list) {
      return "ListOf" + label(list.element());
    }
    if (type instanceof MapType map) {
      return "MapOf" + label(map.value());
    }
    return JavaIdentifiers.type(type.display());
  }
}
