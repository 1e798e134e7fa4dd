package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.LineWrap;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The methods of a decoder that read JSON, one for each record and collection type. */
final class JsonReads {
  /** A table of names. */
  public record Table(String name, String declaration) {}

  /**
   * A method that reads a record.
   *
   * @param name the method's
   * @param type the record class
   * @param table the names of its fields
   * @param locals declarations of a variable for each component
   * @param missing declarations of the bits of required fields; empty if there are none
   * @param cases arms of the switch over names
   * @param checks what follows the loop
   * @param result the return statement
   */
  public record RecordMethod(
      String name,
      String type,
      String table,
      List<String> locals,
      List<String> missing,
      List<String> cases,
      List<Check> checks,
      String result) {}

  /** A test of required fields: the variable, and the index that its first bit stands for. */
  public record Check(String variable, int first) {}

  /** A method that reads a list or map. */
  public record CollectionMethod(
      String name, String type, String construct, String begin, String next, String add) {}

  private record Key(Type type, Type wire, TimestampForm form) {}

  /** Whether values are read by the schema that comes with them, as Kafka Connect writes it. */
  private final boolean connect;

  /** Records that start with the kind of their change. */
  private final Set<RecordType> updating;

  private final UniqueNames methods = new UniqueNames("read", "decode");
  private final UniqueNames tables = new UniqueNames();
  private final Map<Key, String> pending = new LinkedHashMap<>();
  private final List<Table> names = new ArrayList<>();
  private final List<RecordMethod> records = new ArrayList<>();
  private final List<CollectionMethod> collections = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();

  /** Reads of plain JSON. */
  JsonReads() {
    this(false, Set.of());
  }

  JsonReads(boolean connect, Set<RecordType> updating) {
    this.connect = connect;
    this.updating = Set.copyOf(updating);
  }

  List<Table> tables() {
    return names;
  }

  List<RecordMethod> records() {
    return records;
  }

  List<CollectionMethod> collections() {
    return collections;
  }

  Set<String> imports() {
    return imports;
  }

  /** An expression that reads a value of a type from {@code in}. */
  String read(Type type, Type wire, TimestampForm form) {
    return read(type, wire, form, "type");
  }

  /**
   * The same.
   *
   * @param schema Java that is the schema of the value; counts where there are schemas
   */
  private String read(Type type, Type wire, TimestampForm form, String schema) {
    if (type instanceof ScalarType scalar) {
      boolean told = scalar == ScalarType.TIMESTAMP || scalar == ScalarType.DURATION;
      return connect && told
          ? values() + scalarMethod(scalar, form) + "(in, " + schema + ")"
          : "in." + scalarMethod(scalar, form) + "()";
    }
    if (type instanceof DecimalType decimal) {
      String digits = decimal.precision() + ", " + decimal.scale() + ")";
      return connect
          ? values() + "readDecimal(in, " + schema + ", " + digits
          : "in.readDecimal(" + digits;
    }
    Key key = new Key(type, wire, form);
    String method = pending.get(key);
    if (method == null) {
      method = methods.of(key, "read" + label(type));
      pending.put(key, method);
      if (type instanceof RecordType record) {
        records.add(recordMethod(method, record, (RecordType) wire));
      } else {
        collections.add(collectionMethod(method, type, wire, form));
      }
    }
    return connect ? method + "(in, " + schema + ")" : method + "(in)";
  }

  private String values() {
    imports.add("io.millrace.runtime.connect.ConnectValues");
    return "ConnectValues.";
  }

  /** The reader's method for a scalar. */
  static String scalarMethod(ScalarType scalar, TimestampForm form) {
    return switch (scalar) {
      case BOOL -> "readBool";
      case INT -> "readLong";
      case DOUBLE -> "readDouble";
      case STRING -> "readString";
      case BYTES -> "readBytes";
      case DURATION -> "readDuration";
      case TIMESTAMP ->
          switch (form) {
            case ISO -> "readTimestamp";
            case MILLIS -> "readEpochMillis";
            case SECONDS -> "readEpochSeconds";
          };
    };
  }

  /** {@code list<map<string, int>>} → {@code ListOfMapOfInt}. */
  static String label(Type type) {
    if (type instanceof ListType list) {
      return "ListOf" + label(list.element());
    }
    if (type instanceof MapType map) {
      return "MapOf" + label(map.value());
    }
    return JavaIdentifiers.type(type.display());
  }

  private CollectionMethod collectionMethod(
      String method, Type type, Type wire, TimestampForm form) {
    importParts(type);
    if (type instanceof ListType list) {
      imports.add("java.util.ArrayList");
      return new CollectionMethod(
          method,
          JavaTypes.of(type),
          "new ArrayList<>()",
          "in.beginList()",
          "in.nextElement()",
          "values.add("
              + read(list.element(), ((ListType) wire).element(), form, "type.element()")
              + ");");
    }
    imports.add("java.util.LinkedHashMap");
    Type value = ((MapType) type).value();
    return new CollectionMethod(
        method,
        JavaTypes.of(type),
        "new LinkedHashMap<>()",
        "in.beginMap()",
        "in.nextEntry()",
        "values.put(in.readName(), "
            + read(value, ((MapType) wire).value(), form, "type.element()")
            + ");");
  }

  private void importParts(Type type) {
    if (type instanceof ListType list) {
      imports.add("java.util.List");
      importParts(list.element());
    } else if (type instanceof MapType map) {
      imports.add("java.util.Map");
      importParts(map.value());
    } else if (type instanceof DecimalType) {
      imports.add("java.math.BigDecimal");
    }
  }

  private RecordMethod recordMethod(String method, RecordType type, RecordType wire) {
    Scope scope = new Scope(type, wire);
    List<String> cases = new ArrayList<>();
    List<String> aliasCases = new ArrayList<>();
    List<String> spellings = new ArrayList<>();
    wire.fields().forEach(field -> spellings.add(field.wireName()));
    for (int i = 0; i < wire.fields().size(); i++) {
      Field declared = wire.fields().get(i);
      Field field = type.field(declared.name());
      if (field == null) {
        continue;
      }
      cases.addAll(scope.arm(i, field, declared, i));
      for (String alias : declared.aliases()) {
        aliasCases.addAll(scope.aliasArm(spellings.size(), field, declared, i));
        spellings.add(alias);
      }
    }
    cases.addAll(aliasCases);
    String table = tables.of(List.of(type, wire), JavaIdentifiers.variable(type.name()) + "Names");
    List<String> literals = spellings.stream().map(JavaLiterals::string).toList();
    names.add(
        new Table(
            table,
            LineWrap.assignment(
                2,
                "private final JsonNames " + table + " =",
                LineWrap.arguments(6, "JsonNames.of(", literals, ");"))));
    String className = JavaIdentifiers.type(type.name());
    List<String> locals = new ArrayList<>(scope.locals());
    if (cases.stream().anyMatch(line -> line.contains("fields["))) {
      locals.add("ConnectSchema[] fields = type.fields(" + table + ");");
    }
    List<String> components = new ArrayList<>(scope.components());
    if (updating.contains(type)) {
      components.add(0, "Change.INSERT");
      imports.add("io.millrace.runtime.record.Change");
    }
    return new RecordMethod(
        method,
        className,
        table,
        locals,
        scope.missing(),
        cases,
        scope.checks(),
        LineWrap.arguments(4, "return new " + className + "(", components, ");"));
  }

  /** The variables of one record method. */
  private final class Scope {
    private final RecordType type;
    private final RecordType wire;
    private final UniqueNames variables =
        new UniqueNames("in", "field", "missing", "type", "fields");

    Scope(RecordType type, RecordType wire) {
      this.type = type;
      this.wire = wire;
      for (int i = 0; i < wire.fields().size() / 64 + 1; i++) {
        variables.of(i, missing(i * 64));
      }
    }

    private String variable(Field field) {
      return variables.of(field.name(), JavaIdentifiers.field(field.name()));
    }

    private String flag(Field field) {
      return variables.of(List.of(field.name()), JavaIdentifiers.presenceFlag(field.name()));
    }

    private String missing(int index) {
      return wire.fields().size() <= 64 ? "missing" : "missing" + index / 64;
    }

    private boolean isRequired(Field field) {
      return !field.nullable() && field.defaultValue() == null;
    }

    private boolean hasFlag(Field field) {
      return field.nullable() && JavaTypes.isPrimitive(field.type());
    }

    List<String> locals() {
      List<String> out = new ArrayList<>();
      for (Field field : type.fields()) {
        importParts(field.type());
        String value = absent(field);
        out.add(JavaTypes.of(field.type()) + " " + variable(field) + " = " + value + ";");
        if (hasFlag(field)) {
          out.add("boolean " + flag(field) + " = " + (field.defaultValue() != null) + ";");
        }
        Field declared = wire.field(field.name());
        if (declared != null && !declared.aliases().isEmpty()) {
          out.add("boolean " + named(field) + " = false;");
        }
      }
      return out;
    }

    List<String> components() {
      List<String> out = new ArrayList<>();
      for (Field field : type.fields()) {
        out.add(variable(field));
        if (hasFlag(field)) {
          out.add(flag(field));
        }
      }
      return out;
    }

    List<String> missing() {
      List<String> out = new ArrayList<>();
      for (Check check : checks()) {
        long bits = 0;
        for (int i = check.first(); i < Math.min(check.first() + 64, wire.fields().size()); i++) {
          Field field = type.field(wire.fields().get(i).name());
          if (field != null && isRequired(field)) {
            bits |= 1L << i;
          }
        }
        out.add("long " + check.variable() + " = " + hex(bits) + ";");
      }
      return out;
    }

    List<Check> checks() {
      List<Check> out = new ArrayList<>();
      for (int i = 0; i < wire.fields().size(); i++) {
        Field field = type.field(wire.fields().get(i).name());
        Check check = new Check(missing(i), i / 64 * 64);
        if (field != null && isRequired(field) && !out.contains(check)) {
          out.add(check);
        }
      }
      return out;
    }

    /** The arm that reads a field under its own name. */
    List<String> arm(int index, Field field, Field declared, int bit) {
      List<String> statements = new ArrayList<>(statements(index, field, declared, bit));
      if (!declared.aliases().isEmpty()) {
        statements.add(named(field) + " = true;");
      }
      return arm(index, statements);
    }

    /** The arm that reads a field under a name that it had before, unless it has its own too. */
    List<String> aliasArm(int index, Field field, Field declared, int bit) {
      List<String> statements = new ArrayList<>();
      statements.add("if (" + named(field) + ") {");
      statements.add("  in.skipValue();");
      statements.add("} else {");
      statements(index, field, declared, bit)
          .forEach(statement -> statements.add("  " + statement));
      statements.add("}");
      return arm(index, statements);
    }

    private static List<String> arm(int index, List<String> statements) {
      if (statements.size() == 1) {
        return List.of("case " + index + " -> " + statements.get(0));
      }
      List<String> out = new ArrayList<>();
      out.add("case " + index + " -> {");
      statements.forEach(statement -> out.add("  " + statement));
      out.add("}");
      return out;
    }

    /** The variable that says that a field came under its own name. */
    private String named(Field field) {
      return variables.of(
          List.of(field.name(), "named"), JavaIdentifiers.field(field.name()) + "Named");
    }

    private List<String> statements(int index, Field field, Field declared, int bit) {
      String schema = "fields[" + index + "]";
      String read = read(field.type(), declared.type(), declared.form(), schema);
      String variable = variable(field);
      if (isRequired(field)) {
        return List.of(
            variable + " = " + read + ";", missing(bit) + " &= ~" + hex(1L << bit) + ";");
      }
      if (hasFlag(field) && field.defaultValue() == null) {
        return List.of(
            flag(field) + " = !in.readNull();",
            variable
                + " = "
                + flag(field)
                + (field.type() == ScalarType.BOOL
                    ? " && " + read + ";"
                    : " ? " + read + " : " + absent(field) + ";"));
      }
      return List.of(variable + " = in.readNull() ? " + absent(field) + " : " + read + ";");
    }

    private String hex(long bits) {
      return "0x" + Long.toHexString(bits) + "L";
    }
  }

  /** What a field holds that is not there: its default, or nothing. */
  static String absent(Field field) {
    Object value = field.defaultValue();
    if (value instanceof Long number) {
      return field.type() == ScalarType.DOUBLE
          ? JavaLiterals.doubleValue(number)
          : JavaLiterals.longValue(number);
    }
    if (value instanceof Double number) {
      return JavaLiterals.doubleValue(number);
    }
    if (value instanceof BigDecimal decimal) {
      return JavaLiterals.decimal(decimal);
    }
    if (value instanceof Boolean bool) {
      return bool.toString();
    }
    if (value instanceof String text) {
      return JavaLiterals.string(text);
    }
    if (field.type() instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "false";
        case INT, TIMESTAMP, DURATION -> "0L";
        case DOUBLE -> "0.0";
        case STRING, BYTES -> "null";
      };
    }
    return "null";
  }
}
