package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.SourceDecl.ElementValue;
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
import org.jspecify.annotations.Nullable;

/** Literal rows to typed values. All mistakes of a row are reported. */
public final class ElementRows {
  /** Stands for a value that was reported. */
  private static final Object WRONG = new Object();

  private final Diagnostics out;

  public ElementRows(Diagnostics out) {
    this.out = out;
  }

  /** A value per field in the order of the record, or null after a report. */
  public @Nullable List<@Nullable Object> record(
      ElementValue.Struct struct, RecordType row, String path) {
    Map<String, ElementValue> given = new LinkedHashMap<>();
    boolean sound = true;
    for (Map.Entry<Located<String>, ElementValue> entry : struct.entries().entrySet()) {
      Located<String> name = entry.getKey();
      if (row.field(name.value()) == null) {
        Resolution.unknown(ReferenceCode.REF009, name, path, "field", Resolution.names(row), out);
        sound = false;
      }
      given.put(name.value(), entry.getValue());
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Field field : row.fields()) {
      Object value = value(given.get(field.name()), field, struct.span(), path);
      sound &= value != WRONG;
      values.add(value);
    }
    return sound ? values : null;
  }

  private @Nullable Object value(
      @Nullable ElementValue value, Field field, Span rowSpan, String path) {
    boolean missing =
        value == null
            || (value instanceof ElementValue.Scalar s && s.kind() == ElementValue.Kind.NULL);
    if (!missing) {
      return convert(value, field.type(), field.form(), path + "." + field.name());
    }
    if (field.defaultValue() != null) {
      return field.defaultValue();
    }
    if (field.nullable()) {
      return null;
    }
    out.add(
        Diagnostic.of(
                PlanCode.PLN015,
                value == null ? rowSpan : value.span(),
                path,
                "the row has no `" + field.name() + "`, which is " + field.type().display())
            .withHelp("give it a value, or declare it as `" + field.display() + "?`"));
    return WRONG;
  }

  private Object convert(ElementValue value, Type type, TimestampForm form, String path) {
    if (type instanceof ScalarType scalar && value instanceof ElementValue.Scalar literal) {
      boolean kindFits =
          switch (scalar) {
            case STRING -> literal.kind() == ElementValue.Kind.STRING;
            case BOOL -> literal.kind() == ElementValue.Kind.BOOL;
            case INT -> literal.kind() == ElementValue.Kind.INT;
            case DOUBLE ->
                literal.kind() == ElementValue.Kind.INT
                    || literal.kind() == ElementValue.Kind.FLOAT;
            case TIMESTAMP, DURATION, BYTES -> true;
          };
      Object parsed = kindFits ? Literals.parse(literal.text().value(), scalar, form) : null;
      return parsed != null ? parsed : wrong(value, type, path);
    }
    if (type instanceof DecimalType && value instanceof ElementValue.Scalar literal) {
      Object parsed = Literals.parse(literal.text().value(), type, form);
      return parsed != null ? parsed : wrong(value, type, path);
    }
    if (type instanceof ListType list && value instanceof ElementValue.Items items) {
      List<Object> converted = new ArrayList<>();
      for (ElementValue item : items.items()) {
        converted.add(convert(item, list.element(), form, path));
      }
      return converted.contains(WRONG) ? WRONG : converted;
    }
    if (type instanceof MapType map && value instanceof ElementValue.Struct struct) {
      Map<String, Object> converted = new LinkedHashMap<>();
      struct
          .entries()
          .forEach((k, v) -> converted.put(k.value(), convert(v, map.value(), form, path)));
      return converted.containsValue(WRONG) ? WRONG : converted;
    }
    if (type instanceof RecordType record && value instanceof ElementValue.Struct struct) {
      List<@Nullable Object> converted = record(struct, record, path);
      return converted == null ? WRONG : converted;
    }
    return wrong(value, type, path);
  }

  private Object wrong(ElementValue value, Type type, String path) {
    String found =
        value instanceof ElementValue.Scalar s
            ? "`" + s.text().value() + "`"
            : value instanceof ElementValue.Items ? "a list" : "a mapping";
    String wanted = type.isScalar() ? Literals.example(type) : type.display();
    Diagnostic diagnostic =
        Diagnostic.of(
            PlanCode.PLN015,
            value.span(),
            path,
            "a value of type " + type.display() + " is " + wanted + ", not " + found);
    if (type == ScalarType.STRING && value instanceof ElementValue.Scalar s) {
      diagnostic = diagnostic.withHelp("quote it: \"" + s.text().value() + "\"");
    }
    out.add(diagnostic);
    return WRONG;
  }
}
