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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The methods of a decoder that read Avro, one for each record and collection type. */
final class AvroReads {
  /** A method that reads a list or map. */
  public record CollectionMethod(
      String name, String type, String construct, String begin, String add) {}

  private record Key(Type type, Type wire, TimestampForm form) {}

  private final UniqueNames methods = new UniqueNames("read", "decode");
  private final UniqueNames tables = new UniqueNames();
  private final Map<Key, String> known = new LinkedHashMap<>();
  private final List<JsonReads.Table> names = new ArrayList<>();
  private final List<JsonReads.RecordMethod> records = new ArrayList<>();
  private final List<CollectionMethod> collections = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();

  List<JsonReads.Table> tables() {
    return names;
  }

  List<JsonReads.RecordMethod> records() {
    return records;
  }

  List<CollectionMethod> collections() {
    return collections;
  }

  Set<String> imports() {
    return imports;
  }

  /** An expression that reads a value that was written with the schema {@code written}. */
  String read(Type type, Type wire, TimestampForm form, String written) {
    if (type instanceof ScalarType scalar) {
      return "in." + JsonReads.scalarMethod(scalar, form) + "(" + written + ")";
    }
    if (type instanceof DecimalType decimal) {
      return "in.readDecimal("
          + written
          + ", "
          + decimal.precision()
          + ", "
          + decimal.scale()
          + ")";
    }
    Key key = new Key(type, wire, form);
    String method = known.get(key);
    if (method == null) {
      method = methods.of(key, "read" + JsonReads.label(type));
      known.put(key, method);
      if (type instanceof RecordType record) {
        records.add(recordMethod(method, record, (RecordType) wire));
      } else {
        collections.add(collectionMethod(method, type, wire, form));
      }
    }
    return method + "(in, " + written + ")";
  }

  private CollectionMethod collectionMethod(
      String method, Type type, Type wire, TimestampForm form) {
    importParts(type);
    if (type instanceof ListType list) {
      imports.add("java.util.ArrayList");
      String read = read(list.element(), ((ListType) wire).element(), form, "element");
      return new CollectionMethod(
          method,
          JavaTypes.of(type),
          "new ArrayList<>()",
          "in.beginList(type)",
          "values.add(" + read + ");");
    }
    imports.add("java.util.LinkedHashMap");
    String read = read(((MapType) type).value(), ((MapType) wire).value(), form, "element");
    return new CollectionMethod(
        method,
        JavaTypes.of(type),
        "new LinkedHashMap<>()",
        "in.beginMap(type)",
        "values.put(in.readKey(), " + read + ");");
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

  private JsonReads.RecordMethod recordMethod(String method, RecordType type, RecordType wire) {
    RecordReads scope =
        new RecordReads(
            type,
            wire,
            new UniqueNames(
                "in", "type", "record", "targets", "field", "at", "e", "missing", "element"));
    List<String> cases = new ArrayList<>();
    List<String> spellings = new ArrayList<>();
    for (int i = 0; i < wire.fields().size(); i++) {
      Field declared = wire.fields().get(i);
      List<String> spelled = new ArrayList<>(List.of(declared.wireName()));
      spelled.addAll(declared.aliases());
      spellings.add(JavaLiterals.string(String.join(",", spelled)));
      Field field = type.field(declared.name());
      if (field != null) {
        cases.addAll(RecordReads.arm(i, statements(scope, field, declared, i)));
      } else {
        // Fields that nobody uses stay in the table, so that its indexes are those of the type.
        spellings.set(i, "\"\"");
      }
    }
    type.fields().forEach(field -> importParts(field.type()));
    String table = tables.of(List.of(type, wire), JavaIdentifiers.variable(type.name()) + "Names");
    names.add(
        new JsonReads.Table(
            table,
            LineWrap.assignment(
                2,
                "private final AvroNames " + table + " =",
                LineWrap.arguments(6, "AvroNames.of(", spellings, ");"))));
    String className = JavaIdentifiers.type(type.name());
    return new JsonReads.RecordMethod(
        method,
        className,
        table,
        scope.locals(),
        scope.missing(),
        cases,
        scope.checks(),
        LineWrap.arguments(4, "return new " + className + "(", scope.components(), ");"));
  }

  private List<String> statements(RecordReads scope, Field field, Field declared, int bit) {
    String variable = scope.variable(field);
    if (RecordReads.isRequired(field)) {
      String read = read(field.type(), declared.type(), declared.form(), "field");
      return List.of(variable + " = " + read + ";", scope.found(bit));
    }
    String read = read(field.type(), declared.type(), declared.form(), "in.chosen()");
    if (RecordReads.hasFlag(field) && field.defaultValue() == null) {
      String flag = scope.flag(field);
      return List.of(
          flag + " = in.isPresent(field);",
          variable
              + " = "
              + flag
              + (field.type() == ScalarType.BOOL
                  ? " && " + read + ";"
                  : " ? " + read + " : " + JsonReads.absent(field) + ";"));
    }
    return List.of(
        variable + " = in.isPresent(field) ? " + read + " : " + JsonReads.absent(field) + ";");
  }
}
