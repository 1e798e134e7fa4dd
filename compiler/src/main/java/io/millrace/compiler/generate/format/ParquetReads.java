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
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The classes of a decoder that put rows together of Parquet's columns, one for each record. */
final class ParquetReads {
  /** A class: its slots, and the statement that makes a row of them. */
  public record Group(String name, String record, List<String> slots, String result) {}

  private static final String PACKAGE = "io.millrace.runtime.parquet.";

  private final UniqueNames names = new UniqueNames();
  private final Map<RecordType, String> known = new LinkedHashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();

  List<Group> groups() {
    return groups;
  }

  Set<String> imports() {
    return imports;
  }

  /** The name of the class that reads a record. */
  String group(RecordType type, RecordType wire) {
    String name = known.get(type);
    if (name == null) {
      name = names.of(type, JavaIdentifiers.type(type.name()) + "Columns");
      known.put(type, name);
      imports.add(PACKAGE + "ParquetGroup");
      Group made = make(name, type, wire);
      groups.add(0, made);
    }
    return name;
  }

  private Group make(String name, RecordType type, RecordType wire) {
    List<String> slots = new ArrayList<>();
    List<String> components = new ArrayList<>();
    for (Field field : type.fields()) {
      Field declared = wire.field(field.name());
      Field spelled = declared == null ? field : declared;
      String variable = JavaIdentifiers.field(field.name());
      boolean optional = field.nullable() || field.defaultValue() != null;
      List<String> spellings = new ArrayList<>(List.of(spelled.wireName()));
      spellings.addAll(spelled.aliases());
      String first = JavaLiterals.string(String.join(",", spellings)) + ", " + !optional;
      slots.add(
          LineWrap.assignment(
              4,
              "private final " + slotType(field.type()) + " " + variable + " =",
              slot(field.type(), "", first) + ";"));
      String value = variable + ".value()";
      if (field.defaultValue() != null) {
        value = variable + ".isPresent() ? " + value + " : " + JsonReads.absent(field);
      }
      components.add(value);
      if (field.nullable() && JavaTypes.isPrimitive(field.type())) {
        components.add(field.defaultValue() != null ? "true" : variable + ".isPresent()");
      }
      if (field.defaultValue() instanceof BigDecimal) {
        imports.add("java.math.BigDecimal");
      }
    }
    String record = JavaIdentifiers.type(type.name());
    return new Group(
        name, record, slots, LineWrap.arguments(6, "return new " + record + "(", components, ");"));
  }

  private String use(String slot) {
    imports.add(PACKAGE + slot);
    return slot;
  }

  private String slotType(Type type) {
    if (type instanceof ListType list) {
      importParts(list.element());
      return use("ListSlot") + "<" + JavaTypes.boxed(list.element()) + ">";
    }
    if (type instanceof MapType map) {
      importParts(map.value());
      return use("MapSlot") + "<" + JavaTypes.boxed(map.value()) + ">";
    }
    if (type instanceof RecordType record) {
      return use("GroupSlot") + "<" + JavaIdentifiers.type(record.name()) + ">";
    }
    if (type instanceof DecimalType) {
      return use("DecimalSlot");
    }
    return switch ((ScalarType) type) {
      case BOOL -> use("BoolSlot");
      case INT, TIMESTAMP, DURATION -> use("LongSlot");
      case DOUBLE -> use("DoubleSlot");
      case STRING -> use("StringSlot");
      case BYTES -> use("BytesSlot");
    };
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

  /**
   * Java that makes a slot.
   *
   * @param of what the method is called on, with a dot
   * @param first the arguments in front; empty for elements
   */
  private String slot(Type type, String of, String first) {
    String separator = first.isEmpty() ? "" : ", ";
    if (type instanceof ListType list) {
      return of + "lists(" + first + separator + element(list.element()) + ")";
    }
    if (type instanceof MapType map) {
      return of + "maps(" + first + separator + element(map.value()) + ")";
    }
    if (type instanceof RecordType record) {
      return of + "groups(" + first + separator + "new " + group(record, record) + "())";
    }
    if (type instanceof DecimalType decimal) {
      return of
          + "decimals("
          + first
          + separator
          + decimal.precision()
          + ", "
          + decimal.scale()
          + ")";
    }
    String method =
        switch ((ScalarType) type) {
          case BOOL -> "bools";
          case INT -> "ints";
          case DOUBLE -> "doubles";
          case STRING -> "strings";
          case BYTES -> "bytes";
          case TIMESTAMP -> "timestamps";
          case DURATION -> "durations";
        };
    return of + method + "(" + first + ")";
  }

  private String element(Type type) {
    return slot(type, use("ParquetElements") + ".", "");
  }
}
