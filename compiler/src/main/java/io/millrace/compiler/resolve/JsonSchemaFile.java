package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DiagnosticCode;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.GenerateCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.javatext.JavaIdentifiers;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON Schema (2020-12, and what earlier drafts share with it) as a record type. Objects
 * with {@code properties} are records, those with {@code additionalProperties} maps; what is not
 * {@code required}, or may be null, may be absent.
 */
final class JsonSchemaFile {
  /** A type with whether it may be null. */
  private record Value(Type type, boolean nullable) {}

  private final YamlNode root;
  private final String path;
  private final @Nullable String library;
  private final UnaryOperator<String> classNames;
  private final Diagnostics out;
  private final Deque<YamlNode> open = new ArrayDeque<>();

  /**
   * A reader.
   *
   * @param path the place in the pipeline that names the file
   * @param library name of the library whose types these are; null for a pipeline's own
   * @param classNames gives a record's name one that is free
   */
  JsonSchemaFile(
      YamlNode root,
      String path,
      @Nullable String library,
      UnaryOperator<String> classNames,
      Diagnostics out) {
    this.root = root;
    this.path = path;
    this.library = library;
    this.classNames = classNames;
    this.out = out;
  }

  /** The record that a file declares; null after a report. */
  @Nullable RecordType read(String typeName) {
    Value value = value(root, typeName);
    if (value == null) {
      return null;
    }
    return value.type() instanceof RecordType record
        ? record
        : fail(TypeCode.TYP050, root.span(), "the schema of a row is an object with `properties`");
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // Always null, which is of every type.
  private <T> @Nullable T fail(DiagnosticCode code, Span span, String message) {
    out.add(Diagnostic.of(code, span, path, message));
    return null;
  }

  private @Nullable Value value(YamlNode node, String name) {
    if (!(node instanceof YamlMapping mapping)) {
      return fail(
          TypeCode.TYP049, node.span(), "a schema that allows every value has no counterpart here");
    }
    open.push(node);
    try {
      return read(mapping, name);
    } finally {
      open.pop();
    }
  }

  private @Nullable Value read(YamlMapping mapping, String name) {
    if (mapping.get("$ref") instanceof YamlScalar reference) {
      YamlNode target = target(reference);
      if (target != null && open.contains(target)) {
        return fail(
            TypeCode.TYP049, reference.span(), "the type contains itself, which a row cannot");
      }
      String last = reference.value().substring(reference.value().lastIndexOf('/') + 1);
      return target == null ? null : value(target, last);
    }
    for (String key : List.of("oneOf", "anyOf")) {
      if (mapping.get(key) instanceof YamlSequence choices) {
        return choice(choices, name);
      }
    }
    boolean nullable = false;
    String type = "";
    YamlNode declared = mapping.get("type");
    if (declared instanceof YamlScalar scalar) {
      type = scalar.value();
    } else if (declared instanceof YamlSequence types) {
      for (YamlNode item : types.items()) {
        boolean isNull = item instanceof YamlScalar scalar && scalar.value().equals("null");
        nullable |= isNull;
        if (!isNull && !type.isEmpty()) {
          return fail(
              TypeCode.TYP049,
              types.span(),
              "a value of several types has no counterpart in a pipeline");
        }
        if (!isNull && item instanceof YamlScalar scalar) {
          type = scalar.value();
        }
      }
    } else if (mapping.get("properties") != null) {
      type = "object";
    } else if (mapping.get("enum") != null || mapping.get("const") != null) {
      type = "string";
    }
    Type found = typed(mapping, type, name, declared == null ? mapping.span() : declared.span());
    return found == null ? null : new Value(found, nullable);
  }

  private @Nullable Type typed(YamlMapping mapping, String type, String name, Span span) {
    return switch (type) {
      case "boolean" -> ScalarType.BOOL;
      case "integer" -> ScalarType.INT;
      case "number" -> ScalarType.DOUBLE;
      case "string" -> text(mapping);
      case "array" -> {
        YamlNode items = mapping.get("items");
        Type element =
            items == null
                ? fail(TypeCode.TYP050, mapping.span(), "the array does not say its `items`")
                : element(items, name);
        yield element == null ? null : new ListType(element);
      }
      case "object" -> object(mapping, name);
      default ->
          fail(
              TypeCode.TYP049,
              span,
              type.isEmpty()
                  ? "the schema does not say its `type`"
                  : "type `" + type + "` has no counterpart in a pipeline");
    };
  }

  private static ScalarType text(YamlMapping mapping) {
    if (mapping.get("contentEncoding") instanceof YamlScalar encoding
        && encoding.value().equals("base64")) {
      return ScalarType.BYTES;
    }
    String format = mapping.get("format") instanceof YamlScalar scalar ? scalar.value() : "";
    return switch (format) {
      case "date-time" -> ScalarType.TIMESTAMP;
      case "duration" -> ScalarType.DURATION;
      default -> ScalarType.STRING;
    };
  }

  private @Nullable Type element(YamlNode node, String name) {
    Value value = value(node, name);
    if (value != null && value.nullable()) {
      return fail(
          TypeCode.TYP049, node.span(), "what a list or map holds is never absent in a pipeline");
    }
    return value == null ? null : value.type();
  }

  private @Nullable Value choice(YamlSequence choices, String name) {
    List<YamlNode> others = new ArrayList<>();
    for (YamlNode item : choices.items()) {
      boolean isNull =
          item instanceof YamlMapping mapping
              && mapping.get("type") instanceof YamlScalar type
              && type.value().equals("null");
      if (!isNull) {
        others.add(item);
      }
    }
    if (others.size() != 1) {
      return fail(
          TypeCode.TYP049,
          choices.span(),
          "a choice of " + others.size() + " types has no counterpart in a pipeline");
    }
    Value value = value(others.get(0), name);
    return value == null
        ? null
        : new Value(value.type(), value.nullable() || others.size() < choices.items().size());
  }

  private @Nullable YamlNode target(YamlScalar reference) {
    String text = reference.value();
    YamlNode found = text.startsWith("#") ? root : null;
    if (found != null && text.length() > 1) {
      for (String step : text.substring(2).split("/")) {
        String key = step.replace("~1", "/").replace("~0", "~");
        found = found instanceof YamlMapping mapping ? mapping.get(key) : null;
      }
    }
    return found != null
        ? found
        : fail(
            ReferenceCode.REF032,
            reference.span(),
            "the file has nothing at `" + text + "`; other files are not read");
  }

  private @Nullable Type object(YamlMapping mapping, String name) {
    if (!(mapping.get("properties") instanceof YamlMapping properties)
        || properties.entries().isEmpty()) {
      YamlNode values = mapping.get("additionalProperties");
      Type element =
          values instanceof YamlMapping
              ? element(values, name)
              : fail(
                  TypeCode.TYP049,
                  mapping.span(),
                  "an object says its `properties`, or the type of its `additionalProperties`");
      return element == null ? null : new MapType(element);
    }
    Set<String> required = new HashSet<>();
    if (mapping.get("required") instanceof YamlSequence listed) {
      for (YamlNode item : listed.items()) {
        if (item instanceof YamlScalar scalar) {
          required.add(scalar.value());
        }
      }
    }
    List<Field> fields = new ArrayList<>();
    FieldNames names = new FieldNames();
    boolean sound = true;
    for (YamlMapping.Entry entry : properties.entries()) {
      Field field = field(entry, required);
      String clash = field == null ? null : names.take(field);
      if (clash != null) {
        fail(
            GenerateCode.GEN002,
            entry.key().span(),
            "field `" + field.name() + "` and field `" + clash + "` would have one name in Java");
      }
      sound &= field != null && clash == null;
      if (field != null) {
        fields.add(field);
      }
    }
    return sound
        ? new RecordType(classNames.apply(JavaIdentifiers.type(name)), fields, library)
        : null;
  }

  private @Nullable Field field(YamlMapping.Entry entry, Set<String> required) {
    String key = entry.key().value();
    Value value = value(entry.value(), key);
    if (value == null) {
      return null;
    }
    String identifier = key.replaceAll("[^A-Za-z0-9_]", "_");
    return new Field(
        identifier.matches("[0-9].*") ? "_" + identifier : identifier,
        key,
        value.type(),
        value.nullable() || !required.contains(key),
        null,
        List.of(),
        TimestampForm.ISO);
  }
}
