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
   * @param begin finds the first name
   * @param next finds the name behind a value
   * @param cases arms of the switch over names
   * @param otherwise its last arm
   * @param after what follows the loop
   * @param checks what follows then
   * @param result the return statement
   */
  public record RecordMethod(
      String name,
      String type,
      String table,
      List<String> locals,
      List<String> missing,
      String begin,
      String next,
      List<String> cases,
      String otherwise,
      List<String> after,
      List<Check> checks,
      String result) {
    /** A method of which the template says how names are found. */
    RecordMethod(
        String name,
        String type,
        String table,
        List<String> locals,
        List<String> missing,
        List<String> cases,
        List<Check> checks,
        String result) {
      this(name, type, table, locals, missing, "", "", cases, "", List.of(), checks, result);
    }
  }

  /** A test of required fields: the variable, and the index that its first bit stands for. */
  public record Check(String variable, int first) {}

  /** A method that reads a list or map. */
  public record CollectionMethod(
      String name, String type, String construct, String begin, String next, String add) {}

  private record Key(Type type, Type wire, TimestampForm form) {}

  /** Whether values are read by the schema that comes with them, as Kafka Connect writes it. */
  private final boolean connect;

  /** Whether a document is read only as far as it is needed. */
  private final boolean fast;

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
  JsonReads(boolean fast) {
    this(false, fast, Set.of());
  }

  /** Reads of JSON beside its schema. */
  JsonReads(Set<RecordType> updating) {
    this(true, false, updating);
  }

  private JsonReads(boolean connect, boolean fast, Set<RecordType> updating) {
    this.connect = connect;
    this.fast = fast;
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
  String read(Type type, Type wire, TimestampForm form, String schema) {
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
        (fast ? "values.putIfAbsent(in.readName(), " : "values.put(in.readName(), ")
            + read(value, ((MapType) wire).value(), form, "type.element()")
            + ");");
  }

  void importParts(Type type) {
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
    JsonFields fields = new JsonFields(this, type, wire, fast);
    List<JsonFields.Arm> arms = fields.arms();
    List<String> cases = new ArrayList<>();
    arms.forEach(arm -> cases.addAll(arm.lines()));
    String table = tables.of(List.of(type, wire), JavaIdentifiers.variable(type.name()) + "Names");
    List<String> literals = fields.spellings().stream().map(JavaLiterals::string).toList();
    names.add(
        new Table(
            table,
            LineWrap.assignment(
                2,
                "private final JsonNames " + table + " =",
                LineWrap.arguments(6, "JsonNames.of(", literals, ");"))));
    String className = JavaIdentifiers.type(type.name());
    List<String> locals = new ArrayList<>(fields.locals());
    if (cases.stream().anyMatch(line -> line.contains("fields["))) {
      locals.add("ConnectSchema[] fields = type.fields(" + table + ");");
    }
    List<String> components = new ArrayList<>(fields.components());
    if (updating.contains(type)) {
      components.add(0, "Change.INSERT");
      imports.add("io.millrace.runtime.record.Change");
    }
    return new RecordMethod(
        method,
        className,
        table,
        locals,
        fields.before(),
        fields.begin(table),
        fields.next(table),
        cases,
        fields.otherwise(),
        fields.after(),
        fields.checks(),
        LineWrap.arguments(4, "return new " + className + "(", components, ");"));
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
