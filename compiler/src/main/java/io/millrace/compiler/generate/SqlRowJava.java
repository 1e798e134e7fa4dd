package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that make a row of Flink's tables of a row, and back. */
final class SqlRowJava {
  private final JobContext job;

  /** Methods for parts of rows, by what they convert. */
  private final Map<String, String> parts = new LinkedHashMap<>();

  SqlRowJava(JobContext job) {
    this.job = job;
  }

  /** The columns of a table: what the query may read, or one field where it reads none. */
  static List<Field> columns(Sql node, Sql.Table table) {
    List<Field> read = node.read(table);
    return read.isEmpty() ? List.of(table.row().fields().get(0)) : read;
  }

  /** An expression for a function from rows to rows of a table. */
  String toRow(Sql node, Sql.Table table, boolean updating) {
    String from = job.row(table.row());
    String name = job.names.classFor(node.id() + "-" + table.name(), "ToSql");
    FunctionBuilder function = new FunctionBuilder(job, name);
    function.comment("Rows of the table " + table.name() + ".");
    List<Field> columns = columns(node, table);
    Code body = new Code();
    body.line(
        updating
            ? "Row made = " + values() + ".row(row.changeKind(), " + columns.size() + ");"
            : "Row made = new Row(" + columns.size() + ");");
    fill(columns, new RowReader("row", table.row()), function, body);
    function.method("public Row map(" + from + " row)", body.line("return made;"));
    return function.build("implements " + mapFunction() + "<" + from + ", " + row() + ">");
  }

  /** An expression for a function from rows of the result to rows. */
  String fromRow(Sql node) {
    String to = job.row(node.row());
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "FromSql"));
    function.comment("Rows of the result.");
    Code body = new Code();
    List<String> arguments = new ArrayList<>();
    if (!node.key().isEmpty()) {
      arguments.add(values() + ".changeKind(row)");
    }
    read(node.row(), arguments, function, body);
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    function.method("public " + to + " map(Row row)", body);
    return function.build("implements " + mapFunction() + "<" + row() + ", " + to + ">");
  }

  private void fill(List<Field> columns, RowReader reader, FunctionBuilder function, Code body) {
    for (int i = 0; i < columns.size(); i++) {
      Field field = columns.get(i);
      String value = reader.read(reader.variable(), field.name());
      String set = "made.setField(" + i + ", " + toSql(field.type(), value, function) + ");";
      boolean guarded =
          field.nullable() && (JavaTypes.isPrimitive(field.type()) || converts(field.type()));
      if (guarded) {
        body.open("if (" + reader.present(reader.variable(), field.name()) + ") {");
        body.line(set).close("}");
      } else {
        body.line(set);
      }
    }
  }

  /** Variables for the fields of a row of a table, and the arguments that they are. */
  private void read(RecordType row, List<String> arguments, FunctionBuilder function, Code body) {
    for (int i = 0; i < row.fields().size(); i++) {
      Field field = row.fields().get(i);
      String column = JavaIdentifiers.field(field.name()) + "Column";
      String sqlType = sqlType(field.type());
      body.line(sqlType + " " + column + " = row.getFieldAs(" + i + ");");
      String value = fromSql(field.type(), column, function);
      if (!field.nullable()) {
        arguments.add(value);
      } else if (JavaTypes.isPrimitive(field.type())) {
        arguments.add(column + " == null ? " + RowJava.zero(field.type()) + " : " + value);
        arguments.add(column + " != null");
      } else {
        boolean plain = value.equals(column);
        arguments.add(plain ? value : column + " == null ? null : " + value);
      }
    }
  }

  /** Whether a value looks different there. */
  private static boolean converts(Type type) {
    if (type instanceof ListType list) {
      return converts(list.element());
    }
    if (type instanceof MapType map) {
      return converts(map.value());
    }
    return type instanceof RecordType || type == ScalarType.TIMESTAMP;
  }

  private String toSql(Type type, String value, FunctionBuilder function) {
    if (type == ScalarType.TIMESTAMP) {
      return values() + ".instant(" + value + ")";
    }
    return converts(type) ? part("to", type, function) + "(" + value + ")" : value;
  }

  /** Lists and maps are checked, as SQL's may hold NULL; decimals get the scale of their type. */
  private String fromSql(Type type, String value, FunctionBuilder function) {
    if (type == ScalarType.TIMESTAMP) {
      return values() + ".micros(" + value + ")";
    }
    if (type instanceof DecimalType decimal) {
      return values() + ".decimal(" + value + ", " + decimal.scale() + ")";
    }
    boolean parts =
        type instanceof ListType || type instanceof MapType || type instanceof RecordType;
    return parts ? part("from", type, function) + "(" + value + ")" : value;
  }

  /** The Java type of a value there. */
  private String sqlType(Type type) {
    if (type == ScalarType.TIMESTAMP) {
      return job.imports.use("java.time.Instant");
    }
    if (type instanceof ListType list) {
      return "List<" + sqlType(list.element()) + ">";
    }
    if (type instanceof MapType map) {
      return "Map<String, " + sqlType(map.value()) + ">";
    }
    return type instanceof RecordType ? row() : JavaTypes.boxed(type);
  }

  /** The name of a method that converts a value with parts. */
  private String part(String direction, Type type, FunctionBuilder function) {
    String key = direction + " " + type.display() + " " + JavaTypes.boxed(type);
    String known = parts.get(key);
    if (known != null) {
      return known;
    }
    String name = direction + "Sql" + (parts.size() + 1);
    parts.put(key, name);
    boolean to = direction.equals("to");
    String from = to ? JavaTypes.boxed(type) : sqlType(type);
    String result = to ? sqlType(type) : JavaTypes.boxed(type);
    Code body = new Code();
    if (type instanceof RecordType record) {
      record(to, record, function, body);
    } else if (type instanceof ListType list) {
      String element = to ? JavaTypes.of(list.element()) : sqlType(list.element());
      String made = to ? sqlType(list.element()) : JavaTypes.boxed(list.element());
      body.line("List<" + made + "> made = new " + arrayList() + "<>(value.size());");
      body.open("for (" + element + " element : value) {");
      body.line("made.add(" + item(to, list.element(), "element", function) + ");");
      body.close("}").line("return made;");
    } else {
      Type value = ((MapType) type).value();
      String entry = "Map.Entry<String, " + (to ? JavaTypes.boxed(value) : sqlType(value)) + ">";
      String made = to ? sqlType(value) : JavaTypes.boxed(value);
      body.line("Map<String, " + made + "> made = new " + linkedHashMap() + "<>();");
      body.open("for (" + entry + " entry : value.entrySet()) {");
      body.line("made.put(entry.getKey(), " + item(to, value, "entry.getValue()", function) + ");");
      body.close("}").line("return made;");
    }
    function.method("private static " + result + " " + name + "(" + from + " value)", body);
    return name;
  }

  private void record(boolean to, RecordType record, FunctionBuilder function, Code body) {
    if (to) {
      body.line("Row made = new Row(" + record.fields().size() + ");");
      fill(record.fields(), new RowReader("value", record), function, body);
      body.line("return made;");
      return;
    }
    List<String> arguments = new ArrayList<>();
    body.line("Row row = value;");
    read(record, arguments, function, body);
    body.line(RowJava.make("return ", record, arguments, ";"));
  }

  private String item(boolean to, Type type, String item, FunctionBuilder function) {
    return to
        ? toSql(type, item, function)
        : fromSql(type, values() + ".element(" + item + ")", function);
  }

  private String values() {
    return job.imports.use("io.millrace.runtime.sql.SqlValues");
  }

  private String row() {
    return job.imports.use("org.apache.flink.types.Row");
  }

  private String mapFunction() {
    return job.imports.use("org.apache.flink.api.common.functions.MapFunction");
  }

  private String arrayList() {
    return job.imports.use("java.util.ArrayList");
  }

  private String linkedHashMap() {
    return job.imports.use("java.util.LinkedHashMap");
  }
}
