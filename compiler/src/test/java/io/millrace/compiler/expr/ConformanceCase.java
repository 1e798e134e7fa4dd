package io.millrace.compiler.expr;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of the conformance suite. */
record ConformanceCase(JsonNode json) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static List<ConformanceCase> read(Path file) throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      cases.add(new ConformanceCase(JSON.readTree(line)));
    }
    return cases;
  }

  String id() {
    return json.get("id").asString();
  }

  String expression() {
    return json.get("expr").asString();
  }

  String type() {
    return json.get("type").asString();
  }

  boolean fails() {
    return json.has("error");
  }

  Object expected() {
    return value(json.get("value"));
  }

  /** Why a case cannot even be stated here; null for most. */
  @Nullable String unsuitable() {
    boolean container =
        id().equals("namespace/namespace/self_eval_container_lookup")
            || id().equals("namespace/namespace_shadowing/basic");
    if (container) {
      return "the meaning of a bare name depends on a container";
    }
    return variables().keySet().stream().anyMatch(List.of("true", "false", "null")::contains)
        ? "a variable is named like a literal"
        : null;
  }

  private Map<String, Type> variables() {
    Map<String, Type> variables = new LinkedHashMap<>();
    if (json.has("vars")) {
      json.get("vars")
          .properties()
          .forEach(v -> variables.put(v.getKey(), type(v.getValue().asString())));
    }
    return variables;
  }

  private static Type type(String text) {
    if (text.startsWith("list(")) {
      return new ListType(type(text.substring(5, text.length() - 1)));
    }
    if (text.startsWith("map(string, ")) {
      return new MapType(type(text.substring(12, text.length() - 1)));
    }
    return text.equals("null")
        ? ScalarType.BOOL
        : ScalarType.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Dotted variables become slots with fields, one record in another. */
  Scope scope() {
    Scope.Builder scope = Scope.builder();
    tree()
        .forEach(
            (name, type) -> {
              if (type instanceof RecordType recordType) {
                scope.record(name, recordType);
              } else {
                scope.value(name, type, false);
              }
            });
    return scope.build();
  }

  private Map<String, Type> tree() {
    Map<String, Type> slots = new LinkedHashMap<>();
    variables()
        .forEach(
            (name, type) -> {
              String[] parts = name.split("\\.", -1);
              Type built = type;
              for (int i = parts.length - 1; i > 0; i--) {
                built =
                    new RecordType(recordName(name, i), List.of(Field.of(parts[i], built, false)));
              }
              slots.put(parts[0], built);
            });
    return slots;
  }

  private String recordName(String variable, int depth) {
    return JavaIdentifiers.type(
        variable.replace('.', '-') + "-" + depth + "-" + Integer.toHexString(id().hashCode()));
  }

  /** Records for dotted variables of three parts and more. */
  List<String> members() {
    List<String> members = new ArrayList<>();
    for (Type slot : tree().values()) {
      Type inner = slot instanceof RecordType outer ? outer.fields().get(0).type() : slot;
      while (inner instanceof RecordType recordType) {
        Field field = recordType.fields().get(0);
        String type = JavaTypes.of(field.type());
        members.add(
            "public record " + recordType.name() + "(" + type + " " + field.name() + ") {}");
        inner = field.type();
      }
    }
    return members;
  }

  JavaScope javaScope() {
    return new JavaScope() {
      @Override
      public String read(String slot, String field) {
        String variable =
            variables().keySet().stream()
                .filter(name -> name.equals(slot) || name.startsWith(slot + "." + field))
                .findFirst()
                .orElseThrow();
        Type type = tree().get(slot);
        StringBuilder text = new StringBuilder();
        int open = 0;
        Type inner = type instanceof RecordType outer ? outer.fields().get(0).type() : type;
        while (inner instanceof RecordType recordType) {
          text.append("new ").append(recordType.name()).append("(");
          open++;
          inner = recordType.fields().get(0).type();
        }
        return text.append(bound(variable)).append(")".repeat(open)).toString();
      }

      @Override
      public String present(String slot, String field) {
        throw new AssertionError("nothing is nullable");
      }

      @Override
      public String aggregate(int index) {
        throw new AssertionError("no aggregates");
      }

      @Override
      public String aggregatePresent(int index) {
        throw new AssertionError("no aggregates");
      }
    };
  }

  private String bound(String name) {
    return java(json.get("bindings").get(name), variables().get(name));
  }

  private static String java(JsonNode value, Type type) {
    if (type instanceof ListType list) {
      StringJoiner items = new StringJoiner(", ", "java.util.List.of(", ")");
      value.forEach(item -> items.add(java(item, list.element())));
      return items.toString();
    }
    if (type instanceof MapType map) {
      StringJoiner items = new StringJoiner(", ", "java.util.Map.of(", ")");
      value
          .get("map")
          .forEach(
              pair ->
                  items
                      .add(JavaLiterals.string(pair.get(0).asString()))
                      .add(java(pair.get(1), map.value())));
      return items.toString();
    }
    Object read = value(value);
    if (read instanceof Long number) {
      return JavaLiterals.longValue(number);
    }
    if (read instanceof String text) {
      return JavaLiterals.string(text);
    }
    if (read instanceof byte[] bytes) {
      return "java.util.HexFormat.of().parseHex(\"" + HexFormat.of().formatHex(bytes) + "\")";
    }
    return String.valueOf(read);
  }

  private static Object value(JsonNode value) {
    if (value.isArray()) {
      List<Object> items = new ArrayList<>();
      value.forEach(item -> items.add(value(item)));
      return items;
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.has("int")) {
      return Long.parseLong(value.get("int").asString());
    }
    if (value.has("double")) {
      return Double.parseDouble(value.get("double").asString());
    }
    if (value.has("bytes")) {
      return HexFormat.of().parseHex(value.get("bytes").asString());
    }
    if (value.has("map")) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      value.get("map").forEach(pair -> entries.put(value(pair.get(0)), value(pair.get(1))));
      return entries;
    }
    return "?" + value;
  }

  @Override
  public String toString() {
    return id() + "  " + expression() + "  " + (fails() ? "must fail" : "= " + json.get("value"));
  }
}
