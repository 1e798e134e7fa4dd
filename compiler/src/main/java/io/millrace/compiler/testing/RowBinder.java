package io.millrace.compiler.testing;

import io.millrace.compiler.bind.ElementBinder;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.SourceDecl.ElementValue;
import io.millrace.compiler.resolve.ElementRows;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows that are written in a test, as those of a source of elements.
 *
 * <p>Values are Boolean, Long, Double, String, BigDecimal or byte[]; timestamps and durations are
 * microseconds; lists and maps have such values, and records are maps by field names.
 */
final class RowBinder {
  /** What to do about a field that is missing in a row that comes in. */
  static final String GIVE = "give it a value";

  /** What to do about a field that is missing in a row that has to come out. */
  static final String EXPECT = "give it a value, or say under `fields` which are compared";

  private final Diagnostics out;
  private final String missing;

  /**
   * @param missing what to do about a field without a value
   */
  RowBinder(Diagnostics out, String missing) {
    this.out = out;
    this.missing = missing;
  }

  /** The values of a row by name, without those that are absent; empty after a report. */
  Map<String, Object> row(YamlMapping written, RecordType type, String path) {
    Diagnostics found = new Diagnostics();
    List<@Nullable Object> values =
        new ElementRows(found).record(ElementBinder.struct(written), type, path);
    for (Diagnostic diagnostic : found.sorted()) {
      boolean lacks = diagnostic.message().startsWith("the row has no ");
      out.add(lacks ? diagnostic.withHelp(missing) : diagnostic);
    }
    return values == null ? Map.of() : named(type, values);
  }

  /** Checks that a value is of a field's type. */
  void value(YamlScalar written, Field field, String path) {
    ElementValue.Scalar scalar =
        new ElementValue.Scalar(written.text(), ElementValue.Kind.valueOf(written.kind().name()));
    var unused =
        new ElementRows(out)
            .record(
                new ElementValue.Struct(
                    Map.of(new Located<>(field.name(), written.span()), scalar), written.span()),
                new RecordType("value", List.of(field)),
                path);
  }

  /** The same type with fields that may be left out, except those that another type demands. */
  static RecordType optional(RecordType type, @Nullable RecordType demanded) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.fields()) {
      boolean needed = demanded != null && demanded.field(field.name()) != null;
      fields.add(
          new Field(
              field.name(),
              field.wireName(),
              field.type(),
              field.nullable() || !needed,
              needed ? field.defaultValue() : null,
              field.aliases(),
              field.form()));
    }
    return new RecordType(type.name(), fields);
  }

  private static Map<String, Object> named(RecordType type, List<@Nullable Object> values) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Field field = type.fields().get(i);
      Object value = values.get(i);
      if (value != null) {
        named.put(field.name(), named(field.type(), value));
      }
    }
    return named;
  }

  @SuppressWarnings("unchecked") // A record's values are a list in the order of its fields.
  private static Object named(Type type, Object value) {
    if (type instanceof RecordType record) {
      return named(record, (List<@Nullable Object>) value);
    }
    if (type instanceof ListType list) {
      return ((List<Object>) value).stream().map(item -> named(list.element(), item)).toList();
    }
    if (type instanceof MapType map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      ((Map<String, Object>) value).forEach((k, v) -> entries.put(k, named(map.value(), v)));
      return entries;
    }
    return value;
  }
}
