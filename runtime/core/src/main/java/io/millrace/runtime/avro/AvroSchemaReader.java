package io.millrace.runtime.avro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the JSON of a schema into an {@link AvroSchema}. */
final class AvroSchemaReader {
  private final Map<String, AvroSchema> named = new HashMap<>();

  AvroSchema read(String json) {
    return type(JsonTree.parse(json), "");
  }

  private AvroSchema type(@Nullable Object json, String namespace) {
    if (json instanceof String name) {
      return byName(name, namespace);
    }
    if (json instanceof List<?> branches) {
      AvroSchema union = new AvroSchema(AvroSchema.Kind.UNION, "union");
      branches.forEach(branch -> union.parts.add(type(branch, namespace)));
      return union;
    }
    if (!(json instanceof Map<?, ?> object)) {
      throw new IllegalArgumentException("a schema is a name, a list or an object, not " + json);
    }
    Object type = object.get("type");
    if (!(type instanceof String word)) {
      // A type within a type: { "type": { "type": "string" } }.
      return type(type, namespace);
    }
    return switch (word) {
      case "record", "error" -> record(object, namespace);
      case "enum" -> {
        AvroSchema schema = declare(AvroSchema.Kind.ENUM, object, namespace);
        schema.symbols = texts(object.get("symbols"));
        yield schema;
      }
      case "fixed" -> {
        AvroSchema schema = declare(AvroSchema.Kind.FIXED, object, namespace);
        schema.size = number(object.get("size"), -1);
        if (schema.size < 0) {
          throw new IllegalArgumentException("fixed " + schema.name + " has no size");
        }
        yield logical(schema, object);
      }
      case "array" -> collection(AvroSchema.Kind.ARRAY, object.get("items"), namespace);
      case "map" -> collection(AvroSchema.Kind.MAP, object.get("values"), namespace);
      default -> logical(byName(word, namespace), object);
    };
  }

  private AvroSchema byName(String name, String namespace) {
    for (AvroSchema.Kind kind : AvroSchema.Kind.values()) {
      boolean primitive = kind.compareTo(AvroSchema.Kind.STRING) <= 0;
      if (primitive && kind.word().equals(name)) {
        return new AvroSchema(kind, name);
      }
    }
    AvroSchema known = named.get(fullName(name, namespace));
    if (known == null) {
      known = named.get(name);
    }
    if (known == null) {
      throw new IllegalArgumentException("unknown type " + name);
    }
    return known;
  }

  private static String fullName(String name, String namespace) {
    return name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
  }

  private AvroSchema declare(AvroSchema.Kind kind, Map<?, ?> object, String namespace) {
    if (!(object.get("name") instanceof String name)) {
      throw new IllegalArgumentException("a " + kind.word() + " has no name");
    }
    Object own = object.get("namespace");
    AvroSchema schema =
        new AvroSchema(kind, fullName(name, own instanceof String text ? text : namespace));
    named.put(schema.name, schema);
    return schema;
  }

  private AvroSchema record(Map<?, ?> object, String namespace) {
    AvroSchema record = declare(AvroSchema.Kind.RECORD, object, namespace);
    int dot = record.name.lastIndexOf('.');
    String inner = dot < 0 ? "" : record.name.substring(0, dot);
    if (!(object.get("fields") instanceof List<?> fields)) {
      throw new IllegalArgumentException("record " + record.name + " has no fields");
    }
    for (Object item : fields) {
      if (!(item instanceof Map<?, ?> field) || !(field.get("name") instanceof String name)) {
        throw new IllegalArgumentException("record " + record.name + " has a field without a name");
      }
      record.fieldNames.add(name);
      record.parts.add(type(field.get("type"), inner));
    }
    return record;
  }

  private AvroSchema collection(AvroSchema.Kind kind, @Nullable Object element, String namespace) {
    AvroSchema schema = new AvroSchema(kind, kind.word());
    schema.parts.add(type(element, namespace));
    return schema;
  }

  private static AvroSchema logical(AvroSchema schema, Map<?, ?> object) {
    if (object.get("logicalType") instanceof String name) {
      schema.logicalType = name;
      schema.unit = AvroSchema.Unit.of(name);
      schema.scale = number(object.get("scale"), 0);
    }
    return schema;
  }

  private static int number(@Nullable Object value, int otherwise) {
    return value instanceof Double number ? number.intValue() : otherwise;
  }

  private static List<String> texts(@Nullable Object value) {
    List<String> out = new ArrayList<>();
    if (value instanceof List<?> items) {
      items.forEach(item -> out.add(String.valueOf(item)));
    }
    return out;
  }
}
