package io.millrace.compiler.generate.record;

import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** The components, fields, copies and comparisons of one record class. */
final class RecordText {
  private final RecordSpec spec;
  private final StoredJava java;

  RecordText(RecordSpec spec, StoredJava java) {
    this.spec = spec;
    this.java = java;
  }

  /** The record's header up to its opening brace. */
  String header() {
    List<String> components = new ArrayList<>();
    for (StoredField field : spec.fields()) {
      components.add(declared(field) + " " + field.javaName());
      if (SerializerText.hasFlag(field)) {
        components.add("boolean " + field.presence());
      }
    }
    String head = "public record " + spec.className() + "(";
    List<String> interfaces = interfaces();
    if (interfaces.isEmpty()) {
      return LineWrap.arguments(0, head, components, ") {");
    }
    String tail = "implements " + String.join(", ", interfaces) + " {";
    String line = head + String.join(", ", components) + ") " + tail;
    return line.length() <= 100
        ? line
        : LineWrap.arguments(0, head, components, ")") + "\n    " + tail;
  }

  private List<String> interfaces() {
    List<String> interfaces = new ArrayList<>();
    if (isUpdating()) {
      java.imports().add("io.millrace.runtime.record.Change");
      interfaces.add("Change");
    }
    if (spec.kind() == RecordSpec.Kind.SOURCE_ROW) {
      java.imports().add("io.millrace.runtime.record.Decoded");
      interfaces.add("Decoded");
    }
    return interfaces;
  }

  /** Whether rows carry the kind of their change. */
  boolean isUpdating() {
    return spec.fields().stream().anyMatch(f -> f.type() instanceof StoredType.ChangeKind);
  }

  /** The return statement of {@code withChangeKind}. */
  String withChangeKind() {
    List<String> arguments = new ArrayList<>();
    for (StoredField field : spec.fields()) {
      arguments.add(
          field.type() instanceof StoredType.ChangeKind
              ? "newKind"
              : field.javaName().equals("newKind") ? "this.newKind" : field.javaName());
      if (SerializerText.hasFlag(field)) {
        arguments.add(field.presence());
      }
    }
    return LineWrap.arguments(4, "return new " + spec.className() + "(", arguments, ");");
  }

  /** The declarations of an accumulator's fields. */
  List<String> fields() {
    List<String> out = new ArrayList<>();
    for (StoredField field : spec.fields()) {
      String initial = field.nullable() ? null : initial(field.type());
      out.add(
          "public "
              + declared(field)
              + " "
              + field.javaName()
              + (initial == null ? "" : " = " + initial)
              + ";");
      if (SerializerText.hasFlag(field)) {
        out.add("public boolean " + field.presence() + ";");
      }
    }
    return out;
  }

  private String declared(StoredField field) {
    String type = java.type(field.type());
    if (!field.nullable() || StoredJava.isPrimitive(field.type())) {
      return type;
    }
    java.imports().add("org.jspecify.annotations.Nullable");
    return type.equals("byte[]") ? "byte @Nullable []" : "@Nullable " + type;
  }

  /** What a field of a new accumulator starts with, or null for Java's own zero. */
  private String initial(StoredType type) {
    if (type instanceof StoredType.CountsOf counts) {
      return java.newCounts(counts);
    }
    if (type instanceof StoredType.DistinctOf distinct) {
      return java.newDistinct(distinct);
    }
    if (type instanceof StoredType.Sketch) {
      return "new " + java.type(type) + "()";
    }
    if (type instanceof StoredType.Value value) {
      if (value.type() instanceof ListType) {
        java.imports().add("java.util.ArrayList");
        return "new ArrayList<>()";
      }
      if (value.type() instanceof MapType) {
        java.imports().add("java.util.LinkedHashMap");
        return "new LinkedHashMap<>()";
      }
      if (value.type() instanceof DecimalType decimal) {
        java.imports().add("java.math.BigDecimal");
        return "BigDecimal.valueOf(0, " + decimal.scale() + ")";
      }
      if (value.type() == ScalarType.STRING) {
        return "\"\"";
      }
      if (value.type() == ScalarType.BYTES) {
        return "new byte[0]";
      }
    }
    return null;
  }

  /** Statements that copy {@code from} into {@code to}; values in collections are immutable. */
  List<String> copies() {
    List<String> out = new ArrayList<>();
    for (StoredField field : spec.fields()) {
      String from = "from." + field.javaName();
      String initial = initial(field.type());
      String copy =
          field.type() instanceof StoredType.Sketch || field.type() instanceof StoredType.DistinctOf
              ? from + ".copy()"
              : initial == null || !initial.endsWith("<>()")
                  ? from
                  : initial.substring(0, initial.length() - 1) + from + ")";
      if (field.type() instanceof StoredType.CountsOf) {
        copy = "new TreeMap<>(" + from + ")"; // keeps the order of its argument
      }
      if (field.nullable() && !copy.equals(from)) {
        copy = from + " == null ? null : " + copy;
      }
      out.add("to." + field.javaName() + " = " + copy + ";");
      if (SerializerText.hasFlag(field)) {
        out.add("to." + field.presence() + " = from." + field.presence() + ";");
      }
    }
    return out;
  }

  /** Whether Java's own equality of records would not do. */
  boolean needsEquality() {
    return spec.kind() == RecordSpec.Kind.KEY
        || spec.fields().stream().anyMatch(field -> isBytes(field.type()));
  }

  /** The return statement of {@code equals}. */
  String equality() {
    List<String> operands = new ArrayList<>();
    operands.add("other instanceof " + spec.className() + " that");
    for (StoredField field : spec.fields()) {
      String name = field.javaName();
      operands.add(equality(field, mine(name), "that." + name));
      if (SerializerText.hasFlag(field)) {
        operands.add(mine(field.presence()) + " == that." + field.presence());
      }
    }
    return LineWrap.operands(4, "return ", "&&", operands, ";");
  }

  private String equality(StoredField field, String mine, String other) {
    if (isDouble(field.type())) {
      return "Double.compare(" + mine + ", " + other + ") == 0";
    }
    if (StoredJava.isPrimitive(field.type())) {
      return mine + " == " + other;
    }
    if (isBytes(field.type())) {
      java.imports().add("java.util.Arrays");
      return "Arrays.equals(" + mine + ", " + other + ")";
    }
    if (holdsBytes(field.type())) {
      java.imports().add("io.millrace.runtime.record.Contents");
      return "Contents.equal(" + mine + ", " + other + ")";
    }
    if (field.nullable()) {
      java.imports().add("java.util.Objects");
      return "Objects.equals(" + mine + ", " + other + ")";
    }
    return mine + ".equals(" + other + ")";
  }

  /** The statements of {@code hashCode}: spelled out, so that no release of Java changes them. */
  List<String> hash() {
    List<String> parts = new ArrayList<>();
    for (StoredField field : spec.fields()) {
      parts.add(hash(field));
      if (SerializerText.hasFlag(field)) {
        parts.add("Boolean.hashCode(" + mine(field.presence()) + ")");
      }
    }
    if (parts.isEmpty()) {
      return List.of("return 0;");
    }
    List<String> out = new ArrayList<>();
    String hash = parts.get(0);
    for (String part : parts.subList(1, parts.size())) {
      hash =
          hash.equals(parts.get(0))
              ? "31 * " + hash + " + " + part
              : "31 * (" + hash + ") + " + part;
    }
    out.add("return " + hash + ";");
    if (out.get(0).length() <= 96) {
      return out;
    }
    out.clear();
    String variable = "result";
    out.add("int " + variable + " = " + parts.get(0) + ";");
    for (String part : parts.subList(1, parts.size())) {
      out.add(variable + " = 31 * " + variable + " + " + part + ";");
    }
    out.add("return " + variable + ";");
    return out;
  }

  /** A component, where a local name may hide it. */
  private static String mine(String component) {
    return switch (component) {
      case "other", "that", "result" -> "this." + component;
      default -> component;
    };
  }

  private String hash(StoredField field) {
    String name = mine(field.javaName());
    if (field.type() instanceof StoredType.ChangeKind) {
      return "Byte.hashCode(" + name + ")";
    }
    if (StoredJava.isPrimitive(field.type())) {
      String type =
          isDouble(field.type()) ? "Double" : StoredJava.isBool(field.type()) ? "Boolean" : "Long";
      return type + ".hashCode(" + name + ")";
    }
    if (isBytes(field.type())) {
      java.imports().add("java.util.Arrays");
      return "Arrays.hashCode(" + name + ")";
    }
    if (holdsBytes(field.type())) {
      java.imports().add("io.millrace.runtime.record.Contents");
      return "Contents.hash(" + name + ")";
    }
    if (field.nullable()) {
      java.imports().add("java.util.Objects");
      return "Objects.hashCode(" + name + ")";
    }
    return name + ".hashCode()";
  }

  private static boolean isBytes(StoredType type) {
    return type instanceof StoredType.Value value && value.type() == ScalarType.BYTES;
  }

  /** Whether bytes lie in a list or map, whose own equality would not look into them. */
  private static boolean holdsBytes(StoredType type) {
    return type instanceof StoredType.Value value
        && value.type() != ScalarType.BYTES
        && holdsBytes(value.type());
  }

  private static boolean holdsBytes(Type type) {
    if (type instanceof ListType list) {
      return holdsBytes(list.element());
    }
    return type instanceof MapType map ? holdsBytes(map.value()) : type == ScalarType.BYTES;
  }

  private static boolean isDouble(StoredType type) {
    return type instanceof StoredType.Value value && value.type() == ScalarType.DOUBLE;
  }
}
