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

/** The methods of an encoder that write Avro with the schema that the row type has by itself. */
final class AvroWrites {
  /** A method that writes a value of a type. */
  public record Method(String name, String type, String parameter, List<String> statements) {}

  private record Key(Type type, TimestampForm form) {}

  private final UniqueNames methodNames = new UniqueNames("write", "encode");
  private final Map<Key, String> known = new LinkedHashMap<>();
  private final List<Method> methods = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();

  List<Method> methods() {
    return methods;
  }

  Set<String> imports() {
    return imports;
  }

  /** Statements that write the fields of {@code row}. */
  List<String> fields(List<Field> fields, String row) {
    List<String> out = new ArrayList<>();
    for (Field field : fields) {
      String value = row + "." + JavaIdentifiers.field(field.name()) + "()";
      String write = write(field.type(), field.form(), value);
      if (field.nullable()) {
        out.add("if (" + JsonWrites.isPresent(field, row) + ") {");
        out.add("  out.writeLong(1);");
        out.add("  " + write);
        out.add("} else {");
        out.add("  out.writeLong(0);");
        out.add("}");
      } else {
        out.add(write);
      }
    }
    return out;
  }

  private String write(Type type, TimestampForm form, String value) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "out.writeBool(" + value + ");";
        case INT, DURATION -> "out.writeLong(" + value + ");";
        case DOUBLE -> "out.writeDouble(" + value + ");";
        case STRING -> "out.writeString(" + value + ");";
        case BYTES -> "out.writeBytes(" + value + ");";
        case TIMESTAMP ->
            form == TimestampForm.MILLIS
                ? "out.writeLong(Math.floorDiv(" + value + ", 1_000L));"
                : "out.writeLong(" + value + ");";
      };
    }
    if (type instanceof DecimalType) {
      return "out.writeDecimal(" + value + ");";
    }
    Key key = new Key(type, form);
    String method = known.get(key);
    if (method == null) {
      method = methodNames.of(key, "write" + JsonReads.label(type));
      known.put(key, method);
      methods.add(method(method, type, form));
    }
    return method + "(" + value + ", out);";
  }

  private Method method(String name, Type type, TimestampForm form) {
    if (type instanceof RecordType record) {
      return new Method(name, JavaTypes.of(type), "value", fields(record.fields(), "value"));
    }
    String each;
    List<String> writes = new ArrayList<>();
    if (type instanceof ListType list) {
      imports.add("java.util.List");
      importDecimal(list.element());
      each = JavaTypes.of(list.element()) + " element : values";
      writes.add(write(list.element(), form, "element"));
    } else {
      imports.add("java.util.Map");
      Type value = ((MapType) type).value();
      importDecimal(value);
      each = "Map.Entry<String, " + JavaTypes.boxed(value) + "> entry : values.entrySet()";
      writes.add("out.writeString(entry.getKey());");
      writes.add(write(value, form, "entry.getValue()"));
    }
    List<String> statements = new ArrayList<>();
    statements.add("if (!values.isEmpty()) {");
    statements.add("  out.writeLong(values.size());");
    statements.add("  for (" + each + ") {");
    writes.forEach(write -> statements.add("    " + write));
    statements.add("  }");
    statements.add("}");
    statements.add("out.writeLong(0);");
    return new Method(name, JavaTypes.of(type), "values", statements);
  }

  private void importDecimal(Type element) {
    if (JavaTypes.of(element).contains("BigDecimal")) {
      imports.add("java.math.BigDecimal");
    }
  }
}
