package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DiagnosticCode;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.GenerateCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema of Avro (1.12) as a record type. A union with null is a field that may be absent;
 * other unions, and types that contain themselves, have no counterpart and are reported where they
 * stand.
 */
final class AvroFile {
  /** A type with whether it may be null. */
  private record Value(Type type, boolean nullable) {}

  private final String path;
  private final @Nullable String library;
  private final UnaryOperator<String> classNames;
  private final Diagnostics out;

  /** Named types by full name; the value is null while a record is being read. */
  private final Map<String, @Nullable Type> named = new HashMap<>();

  /**
   * A reader.
   *
   * @param path the place in the pipeline that names the file
   * @param library name of the library whose types these are; null for a pipeline's own
   * @param classNames gives a record's name one that is free
   */
  AvroFile(
      String path, @Nullable String library, UnaryOperator<String> classNames, Diagnostics out) {
    this.path = path;
    this.library = library;
    this.classNames = classNames;
    this.out = out;
  }

  /** The record that a file declares; null after a report. */
  @Nullable RecordType read(YamlNode root, String typeName) {
    if (!(root instanceof YamlMapping mapping) || !"record".equals(text(mapping, "type"))) {
      return fail(TypeCode.TYP050, root.span(), "the schema of a row is a record");
    }
    return record(mapping, "", typeName);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // Always null, which is of every type.
  private <T> @Nullable T fail(DiagnosticCode code, Span span, String message) {
    return fail(code, span, message, null);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // Always null, which is of every type.
  private <T> @Nullable T fail(
      DiagnosticCode code, Span span, String message, @Nullable String help) {
    out.add(Diagnostic.of(code, span, path, message).withHelp(help));
    return null;
  }

  private static @Nullable String text(YamlMapping mapping, String key) {
    return mapping.get(key) instanceof YamlScalar scalar ? scalar.value() : null;
  }

  private @Nullable Value value(YamlNode node, String namespace) {
    if (node instanceof YamlSequence union) {
      return union(union, namespace);
    }
    if (node instanceof YamlScalar name) {
      return byName(name, namespace);
    }
    YamlMapping mapping = (YamlMapping) node;
    YamlNode type = mapping.get("type");
    if (!(type instanceof YamlScalar word)) {
      return type == null
          ? fail(TypeCode.TYP050, node.span(), "a schema has a `type`")
          : value(type, namespace);
    }
    return switch (word.value()) {
      case "record", "error" -> plain(record(mapping, namespace, null));
      case "enum" -> declared(mapping, namespace, ScalarType.STRING);
      case "fixed" -> fixed(mapping, namespace);
      case "array" -> {
        Type element = element(mapping, "items", namespace);
        yield element == null ? null : new Value(new ListType(element), false);
      }
      case "map" -> {
        Type element = element(mapping, "values", namespace);
        yield element == null ? null : new Value(new MapType(element), false);
      }
      default -> logical(mapping, word, namespace);
    };
  }

  private static @Nullable Value plain(@Nullable Type type) {
    return type == null ? null : new Value(type, false);
  }

  private @Nullable Type element(YamlMapping mapping, String key, String namespace) {
    YamlNode node = mapping.get(key);
    if (node == null) {
      return fail(TypeCode.TYP050, mapping.span(), "the schema has no `" + key + "`");
    }
    Value value = value(node, namespace);
    if (value != null && value.nullable()) {
      return fail(
          TypeCode.TYP049, node.span(), "what a list or map holds is never absent in a pipeline");
    }
    return value == null ? null : value.type();
  }

  private @Nullable Value union(YamlSequence union, String namespace) {
    List<YamlNode> branches = new ArrayList<>();
    boolean nullable = false;
    for (YamlNode branch : union.items()) {
      if (branch instanceof YamlScalar scalar && scalar.value().equals("null")) {
        nullable = true;
      } else {
        branches.add(branch);
      }
    }
    if (branches.size() != 1) {
      return fail(
          TypeCode.TYP049,
          union.span(),
          branches.isEmpty()
              ? "a value that is always null has no type"
              : "a union of " + branches.size() + " types has no counterpart in a pipeline",
          branches.isEmpty() ? null : "give it one type, or one and `null`");
    }
    Value value = value(branches.get(0), namespace);
    return value == null ? null : new Value(value.type(), nullable || value.nullable());
  }

  private @Nullable Value byName(YamlScalar name, String namespace) {
    ScalarType primitive =
        switch (name.value()) {
          case "boolean" -> ScalarType.BOOL;
          case "int", "long" -> ScalarType.INT;
          case "float", "double" -> ScalarType.DOUBLE;
          case "string" -> ScalarType.STRING;
          case "bytes" -> ScalarType.BYTES;
          default -> null;
        };
    if (primitive != null) {
      return new Value(primitive, false);
    }
    String full = fullName(name.value(), namespace);
    String known = named.containsKey(full) ? full : name.value();
    if (!named.containsKey(known)) {
      return fail(
          ReferenceCode.REF032, name.span(), "the schema declares no type `" + name.value() + "`");
    }
    Type type = named.get(known);
    return type == null
        ? fail(
            TypeCode.TYP049,
            name.span(),
            "record `" + name.value() + "` contains itself, which a row cannot")
        : new Value(type, false);
  }

  private static String fullName(String name, String namespace) {
    return name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
  }

  private @Nullable Value declared(YamlMapping mapping, String namespace, Type type) {
    String name = name(mapping, namespace);
    if (name == null) {
      return null;
    }
    named.put(name, type);
    return new Value(type, false);
  }

  private @Nullable String name(YamlMapping mapping, String namespace) {
    String name = text(mapping, "name");
    if (name == null) {
      return fail(TypeCode.TYP050, mapping.span(), "the schema of a named type has a `name`");
    }
    String own = text(mapping, "namespace");
    return fullName(name, own == null ? namespace : own);
  }

  private @Nullable Value fixed(YamlMapping mapping, String namespace) {
    Type type =
        "decimal".equals(text(mapping, "logicalType")) ? decimal(mapping) : ScalarType.BYTES;
    return type == null ? null : declared(mapping, namespace, type);
  }

  private @Nullable Value logical(YamlMapping mapping, YamlScalar word, String namespace) {
    String logical = text(mapping, "logicalType");
    Type type =
        switch (logical == null ? "" : logical) {
          case "timestamp-millis",
              "timestamp-micros",
              "timestamp-nanos",
              "local-timestamp-millis",
              "local-timestamp-micros",
              "local-timestamp-nanos",
              "date" ->
              ScalarType.TIMESTAMP;
          case "time-millis", "time-micros" -> ScalarType.DURATION;
          case "decimal" -> decimal(mapping);
          default -> null;
        };
    boolean failed = type == null && "decimal".equals(logical);
    return failed ? null : type != null ? new Value(type, false) : byName(word, namespace);
  }

  private @Nullable Type decimal(YamlMapping mapping) {
    BigInteger precision = number(mapping, "precision");
    BigInteger scale = mapping.get("scale") == null ? BigInteger.ZERO : number(mapping, "scale");
    boolean valid =
        precision != null
            && scale != null
            && precision.bitLength() < 32
            && scale.bitLength() < 32
            && DecimalType.isValid(precision.longValue(), scale.longValue());
    if (!valid) {
      return fail(
          TypeCode.TYP049,
          mapping.span(),
          "a decimal has 1 to "
              + DecimalType.MAX_PRECISION
              + " digits, and not more of them behind the point");
    }
    return new DecimalType(precision.intValue(), scale.intValue());
  }

  private static @Nullable BigInteger number(YamlMapping mapping, String key) {
    return mapping.get(key) instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.INT
        ? scalar.integerValue()
        : null;
  }

  private @Nullable RecordType record(
      YamlMapping mapping, String namespace, @Nullable String typeName) {
    String name = name(mapping, namespace);
    if (name == null) {
      return null;
    }
    if (!(mapping.get("fields") instanceof YamlSequence items) || items.items().isEmpty()) {
      return fail(TypeCode.TYP050, mapping.span(), "record `" + name + "` has no `fields`");
    }
    named.put(name, null);
    int dot = name.lastIndexOf('.');
    String inner = dot < 0 ? "" : name.substring(0, dot);
    List<Field> fields = new ArrayList<>();
    FieldNames names = new FieldNames();
    boolean sound = true;
    for (YamlNode item : items.items()) {
      Field field = field(item, inner);
      String clash = field == null ? null : names.take(field);
      if (clash != null) {
        fail(
            GenerateCode.GEN002,
            item.span(),
            "field `" + field.name() + "` and field `" + clash + "` would have one name in Java");
      }
      sound &= field != null && clash == null;
      if (field != null) {
        fields.add(field);
      }
    }
    if (!sound) {
      named.remove(name);
      return null;
    }
    RecordType record =
        new RecordType(
            classNames.apply(typeName == null ? name.substring(dot + 1) : typeName),
            fields,
            library);
    named.put(name, record);
    return record;
  }

  private @Nullable Field field(YamlNode item, String namespace) {
    if (!(item instanceof YamlMapping mapping)) {
      return fail(TypeCode.TYP050, item.span(), "a field is an object with `name` and `type`");
    }
    String name = text(mapping, "name");
    YamlNode type = mapping.get("type");
    if (name == null || type == null) {
      return fail(TypeCode.TYP050, item.span(), "a field has a `name` and a `type`");
    }
    Value value = value(type, namespace);
    if (value == null) {
      return null;
    }
    List<String> aliases = new ArrayList<>();
    if (mapping.get("aliases") instanceof YamlSequence list) {
      for (YamlNode alias : list.items()) {
        if (alias instanceof YamlScalar scalar) {
          aliases.add(scalar.value());
        }
      }
    }
    return new Field(
        name,
        name,
        value.type(),
        value.nullable(),
        defaultValue(mapping.get("default"), value.type()),
        aliases,
        TimestampForm.ISO);
  }

  /** What a reader fills in where the writer's schema lacks the field; scalars only. */
  private static @Nullable Object defaultValue(@Nullable YamlNode node, Type type) {
    if (!(node instanceof YamlScalar scalar) || !(type instanceof ScalarType wanted)) {
      return null;
    }
    return switch (scalar.kind()) {
      case BOOL -> wanted == ScalarType.BOOL ? scalar.booleanValue() : null;
      case INT ->
          wanted == ScalarType.INT
              ? (Object) scalar.integerValue().longValue()
              : wanted == ScalarType.DOUBLE ? scalar.integerValue().doubleValue() : null;
      case FLOAT -> wanted == ScalarType.DOUBLE ? scalar.floatValue() : null;
      case STRING -> wanted == ScalarType.STRING ? scalar.value() : null;
      case NULL -> null;
    };
  }
}
