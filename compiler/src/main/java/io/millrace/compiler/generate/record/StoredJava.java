package io.millrace.compiler.generate.record;

import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How stored types are spelled in one serializer: types, reads and writes. Collects on the way what
 * the class must hold for them: methods for collections, serializers for nested records, imports.
 */
final class StoredJava {
  private final UniqueNames labels = new UniqueNames();
  private final Map<StoredType, String> collections = new LinkedHashMap<>();
  private final Map<String, String> nested = new LinkedHashMap<>();
  private final Set<String> imports = new TreeSet<>();

  /** Collection types met so far, with the label in their methods' names. */
  Map<StoredType, String> collections() {
    return collections;
  }

  /** Serializers of nested records met so far: field name by class name. */
  Map<String, String> nested() {
    return nested;
  }

  Set<String> imports() {
    return imports;
  }

  /** The Java type of a field. */
  String type(StoredType type) {
    if (type instanceof StoredType.ChangeKind) {
      return "byte";
    }
    if (type instanceof StoredType.Sketch sketch) {
      imports.add("io.millrace.runtime.aggregate." + sketch.className());
      return sketch.className();
    }
    if (type instanceof StoredType.DistinctOf distinct) {
      String className = distinctClass(distinct);
      return distinct.isLongs() ? className : className + "<" + boxed(distinct.element()) + ">";
    }
    if (type instanceof StoredType.CountsOf counts) {
      imports.add("java.util.SortedMap");
      return "SortedMap<" + boxed(counts.element()) + ", Long>";
    }
    Type value = ((StoredType.Value) type).type();
    importParts(value);
    return JavaTypes.of(value);
  }

  /** An expression of an empty map of counts, in the order that expressions compare by. */
  String newCounts(StoredType.CountsOf type) {
    imports.add("java.util.TreeMap");
    if (type.element() == ScalarType.STRING) {
      imports.add("io.millrace.runtime.expr.StringOps");
      return "new TreeMap<>(StringOps::compare)";
    }
    return "new TreeMap<>()";
  }

  /** The class that has distinct values. */
  String distinctClass(StoredType.DistinctOf type) {
    String className = type.isLongs() ? "DistinctLongs" : "DistinctObjects";
    imports.add("io.millrace.runtime.aggregate." + className);
    return className;
  }

  /** An expression of an empty set of distinct values. */
  String newDistinct(StoredType.DistinctOf type) {
    String made = "new " + distinctClass(type) + (type.isLongs() ? "(" : "<>(");
    return made + type.filters().size() + ")";
  }

  /** The type argument for an element of a set. */
  String boxed(Type element) {
    importParts(element);
    if (element == ScalarType.BYTES) {
      imports.add("java.nio.ByteBuffer");
      return "ByteBuffer";
    }
    return JavaTypes.boxed(element);
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

  static boolean isPrimitive(StoredType type) {
    return type instanceof StoredType.ChangeKind
        || (type instanceof StoredType.Value value && JavaTypes.isPrimitive(value.type()));
  }

  static boolean isBool(StoredType type) {
    return type instanceof StoredType.Value value && value.type() == ScalarType.BOOL;
  }

  /** A statement that writes a value that is there. */
  String write(StoredType type, String value) {
    if (type instanceof StoredType.ChangeKind) {
      return "out.writeByte(" + value + ");";
    }
    if (type instanceof StoredType.Sketch) {
      return "writeBytes(" + value + ".toBytes(), out);";
    }
    if (type instanceof StoredType.DistinctOf distinct && distinct.isLongs()) {
      return value + ".write(out);";
    }
    if (type instanceof StoredType.DistinctOf || type instanceof StoredType.CountsOf) {
      return "write" + collection(type) + "(" + value + ", out);";
    }
    Type part = ((StoredType.Value) type).type();
    if (part instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "out.writeBoolean(" + value + ");";
        case INT, TIMESTAMP, DURATION -> "out.writeLong(" + value + ");";
        case DOUBLE -> "out.writeDouble(" + value + ");";
        case STRING -> "writeString(" + value + ", out);";
        case BYTES -> "writeBytes(" + value + ", out);";
      };
    }
    if (part instanceof DecimalType decimal) {
      return (decimal.isCompact() ? "writeCompactDecimal(" : "writeDecimal(") + value + ", out);";
    }
    if (part instanceof RecordType record) {
      return nestedSerializer(record) + ".serialize(" + value + ", out);";
    }
    return "write" + collection(type) + "(" + value + ", out);";
  }

  /** An expression that reads a value that is there. */
  String read(StoredType type) {
    if (type instanceof StoredType.ChangeKind) {
      return "in.readByte()";
    }
    if (type instanceof StoredType.Sketch sketch) {
      return sketch.className() + ".of(readBytes(in))";
    }
    if (type instanceof StoredType.DistinctOf distinct && distinct.isLongs()) {
      return distinctClass(distinct) + ".read(" + distinct.filters().size() + ", in)";
    }
    if (type instanceof StoredType.DistinctOf || type instanceof StoredType.CountsOf) {
      return "read" + collection(type) + "(in)";
    }
    Type part = ((StoredType.Value) type).type();
    if (part instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "in.readBoolean()";
        case INT, TIMESTAMP, DURATION -> "in.readLong()";
        case DOUBLE -> "in.readDouble()";
        case STRING -> "readString(in)";
        case BYTES -> "readBytes(in)";
      };
    }
    if (part instanceof DecimalType decimal) {
      return (decimal.isCompact() ? "readCompactDecimal(" : "readDecimal(")
          + decimal.scale()
          + ", in)";
    }
    if (part instanceof RecordType record) {
      return nestedSerializer(record) + ".deserialize(in)";
    }
    return "read" + collection(type) + "(in)";
  }

  /** What an absent value, or a field of a new accumulator, holds. */
  static String empty(StoredType type) {
    if (type instanceof StoredType.ChangeKind) {
      return "(byte) 0";
    }
    if (type instanceof StoredType.Value value && value.type() instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "false";
        case INT, TIMESTAMP, DURATION -> "0L";
        case DOUBLE -> "0.0";
        case STRING, BYTES -> "null";
      };
    }
    return "null";
  }

  /** The type as the schema of a snapshot names it. */
  String schema(StoredType type) {
    if (type instanceof StoredType.ChangeKind) {
      return "FieldType.BYTE";
    }
    if (type instanceof StoredType.CountsOf counts) {
      return "FieldType.counts(" + schema(counts.element()) + ")";
    }
    if (type instanceof StoredType.Sketch) {
      return "FieldType.BYTES";
    }
    if (type instanceof StoredType.DistinctOf distinct) {
      List<String> arguments = new ArrayList<>(List.of(schema(distinct.element())));
      distinct.filters().stream().map(JavaLiterals::string).forEach(arguments::add);
      return LineWrap.arguments(14, "FieldType.distinct(", arguments, ")");
    }
    return schema(((StoredType.Value) type).type());
  }

  private static String schema(Type type) {
    if (type instanceof ScalarType scalar) {
      return "FieldType." + scalar.name();
    }
    if (type instanceof DecimalType decimal) {
      return "FieldType.decimal(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof ListType list) {
      return "FieldType.list(" + schema(list.element()) + ")";
    }
    if (type instanceof MapType map) {
      return "FieldType.map(" + schema(map.value()) + ")";
    }
    String className = JavaIdentifiers.type(((RecordType) type).name());
    return "FieldType.record(" + className + ".Serializer.SCHEMA)";
  }

  private String nestedSerializer(RecordType record) {
    String className = JavaIdentifiers.type(record.name());
    return nested.computeIfAbsent(
        className, name -> labels.of(name, JavaIdentifiers.variable(record.name()) + "Serializer"));
  }

  private String collection(StoredType type) {
    String label = labels.of(type, label(type));
    collections.putIfAbsent(type, label);
    return label;
  }

  private static String label(StoredType type) {
    if (type instanceof StoredType.CountsOf counts) {
      return "CountsOf" + label(counts.element());
    }
    return type instanceof StoredType.DistinctOf distinct
        ? "DistinctOf" + label(distinct.element())
        : label(((StoredType.Value) type).type());
  }

  /** {@code list<map<string, int>>} → {@code ListOfMapOfInt}. */
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
