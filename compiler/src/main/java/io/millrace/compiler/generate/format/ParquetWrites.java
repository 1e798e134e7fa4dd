package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The schema of Parquet that a row type has by itself, and what writes it. */
final class ParquetWrites {
  /** A method that writes the fields of a record. */
  public record Method(String name, String type, List<String> statements) {}

  private final UniqueNames methodNames = new UniqueNames("write");
  private final Map<RecordType, String> known = new LinkedHashMap<>();
  private final List<Method> methods = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();

  List<Method> methods() {
    return methods;
  }

  Set<String> imports() {
    return imports;
  }

  /** The message type, in Parquet's own notation. */
  static String schema(String name, List<Field> fields) {
    return "message " + name + " { " + columns(fields) + "}";
  }

  private static String columns(List<Field> fields) {
    StringBuilder out = new StringBuilder();
    for (Field field : fields) {
      out.append(
              column(
                  field.nullable() ? "optional" : "required",
                  field.type(),
                  field.form(),
                  field.wireName()))
          .append(' ');
    }
    return out.toString();
  }

  private static String column(String repetition, Type type, TimestampForm form, String name) {
    if (type instanceof RecordType record) {
      return repetition + " group " + name + " { " + columns(record.fields()) + "}";
    }
    if (type instanceof ListType list) {
      return repetition
          + " group "
          + name
          + " (LIST) { repeated group list { "
          + column("required", list.element(), form, "element")
          + " } }";
    }
    if (type instanceof MapType map) {
      return repetition
          + " group "
          + name
          + " (MAP) { repeated group key_value { required binary key (STRING); "
          + column("required", map.value(), form, "value")
          + " } }";
    }
    if (type instanceof DecimalType decimal) {
      return repetition
          + " binary "
          + name
          + " (DECIMAL("
          + decimal.precision()
          + ","
          + decimal.scale()
          + "));";
    }
    return repetition
        + switch ((ScalarType) type) {
          case BOOL -> " boolean " + name + ";";
          case INT, DURATION -> " int64 " + name + ";";
          case DOUBLE -> " double " + name + ";";
          case STRING -> " binary " + name + " (STRING);";
          case BYTES -> " binary " + name + ";";
          case TIMESTAMP ->
              " int64 "
                  + name
                  + (form == TimestampForm.MILLIS
                      ? " (TIMESTAMP(MILLIS,true));"
                      : " (TIMESTAMP(MICROS,true));");
        };
  }

  /** Statements that write the fields of {@code row}. */
  List<String> fields(List<Field> fields, String row) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      String value = row + "." + JavaIdentifiers.field(field.name()) + "()";
      List<String> writes = new ArrayList<>();
      writes.add("out.field(" + i + ");");
      writes.addAll(value(field.type(), field.form(), value, 1));
      writes.add("out.endField(" + i + ");");
      if (field.nullable()) {
        out.add("if (" + JsonWrites.isPresent(field, row) + ") {");
        writes.forEach(line -> out.add("  " + line));
        out.add("}");
      } else {
        out.addAll(writes);
      }
    }
    return out;
  }

  private List<String> value(Type type, TimestampForm form, String value, int depth) {
    if (type instanceof RecordType record) {
      return List.of("out.group();", method(record) + "(" + value + ", out);", "out.endGroup();");
    }
    String suffix = depth == 1 ? "" : String.valueOf(depth);
    if (type instanceof ListType list) {
      importParts(list.element());
      String element = "element" + suffix;
      List<String> each = new ArrayList<>(List.of("out.group();", "out.field(0);"));
      each.addAll(value(list.element(), form, element, depth + 1));
      each.addAll(List.of("out.endField(0);", "out.endGroup();"));
      return repeated(value, JavaTypes.of(list.element()) + " " + element + " : " + value, each);
    }
    if (type instanceof MapType map) {
      importParts(map.value());
      imports.add("java.util.Map");
      String entry = "entry" + suffix;
      List<String> each = new ArrayList<>(List.of("out.group();", "out.field(0);"));
      each.add("out.add(" + entry + ".getKey());");
      each.addAll(List.of("out.endField(0);", "out.field(1);"));
      each.addAll(value(map.value(), form, entry + ".getValue()", depth + 1));
      each.addAll(List.of("out.endField(1);", "out.endGroup();"));
      String variable = "Map.Entry<String, " + JavaTypes.boxed(map.value()) + "> " + entry;
      return repeated(value, variable + " : " + value + ".entrySet()", each);
    }
    boolean millis = type == ScalarType.TIMESTAMP && form == TimestampForm.MILLIS;
    return List.of("out.add(" + (millis ? "Math.floorDiv(" + value + ", 1_000L)" : value) + ");");
  }

  /** An empty list has a group without its repeated field. */
  private static List<String> repeated(String values, String each, List<String> body) {
    List<String> out = new ArrayList<>();
    out.add("out.group();");
    out.add("if (!" + values + ".isEmpty()) {");
    out.add("  out.field(0);");
    out.add("  for (" + each + ") {");
    body.forEach(line -> out.add("    " + line));
    out.add("  }");
    out.add("  out.endField(0);");
    out.add("}");
    out.add("out.endGroup();");
    return out;
  }

  private void importParts(Type type) {
    String text = JavaTypes.of(type);
    if (text.contains("BigDecimal")) {
      imports.add("java.math.BigDecimal");
    }
    if (text.contains("List<")) {
      imports.add("java.util.List");
    }
    if (text.contains("Map<")) {
      imports.add("java.util.Map");
    }
  }

  private String method(RecordType record) {
    String method = known.get(record);
    if (method == null) {
      method = methodNames.of(record, "write" + JavaIdentifiers.type(record.name()));
      known.put(record, method);
      methods.add(new Method(method, JavaTypes.of(record), fields(record.fields(), "value")));
    }
    return method;
  }
}
