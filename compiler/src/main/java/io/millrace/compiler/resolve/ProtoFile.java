package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DiagnosticCode;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.GenerateCode;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.plan.ProtoMessage;
import io.millrace.compiler.plan.ProtoMessage.Kind;
import io.millrace.compiler.plan.ProtoMessage.Shape;
import io.millrace.compiler.proto.ProtoDocument;
import io.millrace.compiler.proto.ProtoDocument.Label;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of {@code .proto} files as record types. Fields with presence may be absent unless
 * they are required; others are zero or empty when they do not come.
 */
final class ProtoFile {
  /** A record type and how it stands in bytes. */
  record Row(RecordType type, ProtoMessage message) {}

  /** A value's type in rows and in bytes. */
  private record Mapped(Type type, ProtoMessage.Value value) {}

  private static final String WELL_KNOWN = "google.protobuf.";

  /** Annotations in wide use that say that a field always comes. */
  private static final Map<String, String> REQUIRED_BY =
      Map.of(
          "(buf.validate.field).required", "true",
          "(google.api.field_behavior)", "REQUIRED",
          "features.field_presence", "LEGACY_REQUIRED");

  private final ProtoSymbols symbols;
  private final String path;
  private final @Nullable String library;
  private final UnaryOperator<String> classNames;
  private final Diagnostics out;

  /** Rows by full name of the message; the value is null while one is being read. */
  private final Map<String, @Nullable Row> rows = new HashMap<>();

  /**
   * A reader.
   *
   * @param path the place in the pipeline that names the file
   * @param library name of the library whose types these are; null for a pipeline's own
   * @param classNames gives a record's name one that is free
   */
  ProtoFile(
      ProtoSymbols symbols,
      String path,
      @Nullable String library,
      UnaryOperator<String> classNames,
      Diagnostics out) {
    this.symbols = symbols;
    this.path = path;
    this.library = library;
    this.classNames = classNames;
    this.out = out;
  }

  /**
   * The row of a message; null after a report.
   *
   * @param required fields that are never absent although the file lets them be
   * @param omitted fields that rows do not have
   */
  @Nullable Row read(
      ProtoSymbols.Symbol symbol, String typeName, Set<String> required, Set<String> omitted) {
    return row(symbol, typeName, required, omitted);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // Always null, which is of every type.
  private <T> @Nullable T fail(
      DiagnosticCode code, Span span, String message, @Nullable String help) {
    out.add(Diagnostic.of(code, span, path, message).withHelp(help));
    return null;
  }

  private @Nullable Row row(
      ProtoSymbols.Symbol symbol,
      @Nullable String typeName,
      Set<String> required,
      Set<String> omitted) {
    ProtoDocument.Message message = symbol.message();
    if (message == null) {
      throw new IllegalArgumentException("no message: " + symbol.fullName());
    }
    rows.put(symbol.fullName(), null);
    List<Field> fields = new ArrayList<>();
    List<ProtoMessage.Field> wire = new ArrayList<>();
    FieldNames names = new FieldNames();
    boolean sound = true;
    for (ProtoDocument.Field declared : message.fields()) {
      if (omitted.contains(declared.name().value())) {
        continue;
      }
      Mapped mapped = mapped(declared, symbol);
      if (mapped == null) {
        sound = false;
        continue;
      }
      Shape shape = shape(declared, symbol.document(), mapped.value());
      boolean always = isRequired(declared) || required.contains(declared.name().value());
      Field field = field(declared.name().value(), mapped, shape, always);
      String clash = names.take(field);
      if (clash != null) {
        sound = false;
        fail(
            GenerateCode.GEN002,
            declared.name().span(),
            "field `" + field.name() + "` and field `" + clash + "` would have one name in Java",
            null);
      }
      fields.add(field);
      wire.add(
          new ProtoMessage.Field(
              field.name(), declared.number(), shape, mapped.value(), declared.oneof()));
    }
    if (sound && fields.isEmpty()) {
      sound = false;
      fail(
          TypeCode.TYP050,
          message.name().span(),
          "message `" + message.name().value() + "` has no fields, which a row cannot be",
          "`omit: [<field>]` leaves out a field that holds it");
    }
    if (!sound) {
      rows.remove(symbol.fullName());
      return null;
    }
    String name = classNames.apply(typeName == null ? message.name().value() : typeName);
    Row row =
        new Row(new RecordType(name, fields, library), new ProtoMessage(symbol.fullName(), wire));
    rows.put(symbol.fullName(), row);
    return row;
  }

  private static boolean isRequired(ProtoDocument.Field declared) {
    return declared.label() == Label.REQUIRED
        || REQUIRED_BY.entrySet().stream()
            .anyMatch(by -> by.getValue().equals(declared.options().get(by.getKey())));
  }

  private static Shape shape(
      ProtoDocument.Field declared, ProtoDocument document, ProtoMessage.Value value) {
    if (declared.mapKey() != null) {
      return Shape.MAP;
    }
    if (declared.label() == Label.REPEATED) {
      boolean packable = !value.wrapped() && value.kind().isPackable();
      return packable && isPacked(declared, document) ? Shape.PACKED : Shape.REPEATED;
    }
    if (declared.oneof() != null || declared.label() != Label.NONE || value.isMessage()) {
      return Shape.EXPLICIT;
    }
    boolean explicit =
        switch (document.syntax()) {
          case PROTO2 -> true;
          case PROTO3 -> false;
          case EDITION -> !"IMPLICIT".equals(feature("field_presence", declared, document));
        };
    return explicit ? Shape.EXPLICIT : Shape.IMPLICIT;
  }

  private static boolean isPacked(ProtoDocument.Field declared, ProtoDocument document) {
    String own = declared.options().get("packed");
    return switch (document.syntax()) {
      case PROTO2 -> "true".equals(own);
      case PROTO3 -> !"false".equals(own);
      case EDITION -> !"EXPANDED".equals(feature("repeated_field_encoding", declared, document));
    };
  }

  private static @Nullable String feature(
      String name, ProtoDocument.Field declared, ProtoDocument document) {
    String own = declared.options().get("features." + name);
    return own != null ? own : document.options().get("features." + name);
  }

  private static Field field(String name, Mapped mapped, Shape shape, boolean always) {
    Type type =
        switch (shape) {
          case REPEATED, PACKED -> new ListType(mapped.type());
          case MAP -> new MapType(mapped.type());
          default -> mapped.type();
        };
    boolean nullable = shape == Shape.EXPLICIT && !always;
    Object zero = shape == Shape.IMPLICIT && !always ? zero(mapped) : null;
    return new Field(name, name, type, nullable, zero, List.of(), TimestampForm.ISO);
  }

  private static @Nullable Object zero(Mapped mapped) {
    return switch ((ScalarType) mapped.type()) {
      case BOOL -> (Object) false;
      case INT -> 0L;
      case DOUBLE -> 0.0;
      case STRING -> mapped.value().kind() == Kind.ENUM ? nameOfZero(mapped.value().names()) : "";
      default -> null;
    };
  }

  private static String nameOfZero(List<ProtoMessage.EnumName> names) {
    return names.stream()
        .filter(name -> name.number() == 0)
        .map(ProtoMessage.EnumName::name)
        .findFirst()
        .orElse("0");
  }

  private @Nullable Mapped mapped(ProtoDocument.Field declared, ProtoSymbols.Symbol owner) {
    Located<String> type = declared.type();
    String feature = feature("message_encoding", declared, owner.document());
    if (declared.group() || "DELIMITED".equals(feature)) {
      return unsupported(declared, "it is a group");
    }
    Located<String> key = declared.mapKey();
    if (key != null && !key.value().equals("string")) {
      return fail(
          TypeCode.TYP049,
          key.span(),
          "keys of maps are strings, not " + key.value(),
          "`omit: [" + declared.name().value() + "]` reads the rest");
    }
    Mapped scalar = scalar(type.value());
    if (scalar != null) {
      return scalar;
    }
    String full = symbols.resolve(type.value(), owner.fullName());
    ProtoSymbols.Symbol symbol = symbols.get(full);
    if (symbol == null) {
      return full.startsWith(WELL_KNOWN)
          ? wellKnown(declared, full.substring(WELL_KNOWN.length()))
          : fail(
              ReferenceCode.REF032,
              type.span(),
              "the schema declares no type `" + type.value() + "`",
              null);
    }
    if (symbol.values() != null) {
      List<ProtoMessage.EnumName> names =
          symbol.values().values().stream()
              .map(value -> new ProtoMessage.EnumName(value.name(), value.number()))
              .toList();
      return new Mapped(ScalarType.STRING, new ProtoMessage.Value(Kind.ENUM, false, null, names));
    }
    if (rows.containsKey(full) && rows.get(full) == null) {
      return unsupported(declared, "message `" + type.value() + "` contains itself");
    }
    Row known = rows.get(full);
    Row row = known != null ? known : row(symbol, null, Set.of(), Set.of());
    return row == null
        ? null
        : new Mapped(
            row.type(), new ProtoMessage.Value(Kind.MESSAGE, false, row.message(), List.of()));
  }

  private @Nullable Mapped unsupported(ProtoDocument.Field declared, String why) {
    return fail(
        TypeCode.TYP049,
        declared.type().span(),
        why + ": a row cannot hold it",
        "`omit: [" + declared.name().value() + "]` reads the rest");
  }

  private static @Nullable Mapped scalar(String word) {
    return switch (word) {
      case "double", "float" -> mapped(ScalarType.DOUBLE, word);
      case "int32", "int64", "uint32", "uint64", "sint32", "sint64" -> mapped(ScalarType.INT, word);
      case "fixed32", "fixed64", "sfixed32", "sfixed64" -> mapped(ScalarType.INT, word);
      case "bool" -> mapped(ScalarType.BOOL, word);
      case "string" -> mapped(ScalarType.STRING, word);
      case "bytes" -> mapped(ScalarType.BYTES, word);
      default -> null;
    };
  }

  private static Mapped mapped(Type type, String word) {
    return new Mapped(type, ProtoMessage.Value.of(Kind.valueOf(word.toUpperCase(Locale.ROOT))));
  }

  private @Nullable Mapped wellKnown(ProtoDocument.Field declared, String name) {
    return switch (name) {
      case "Timestamp" -> new Mapped(ScalarType.TIMESTAMP, ProtoMessage.Value.of(Kind.TIMESTAMP));
      case "Duration" -> new Mapped(ScalarType.DURATION, ProtoMessage.Value.of(Kind.DURATION));
      case "DoubleValue",
          "FloatValue",
          "Int64Value",
          "UInt64Value",
          "Int32Value",
          "UInt32Value",
          "BoolValue",
          "StringValue",
          "BytesValue" -> {
        String word = name.substring(0, name.length() - "Value".length()).toLowerCase(Locale.ROOT);
        Mapped inner = scalar(word);
        if (inner == null) {
          throw new IllegalStateException(word);
        }
        yield new Mapped(
            inner.type(), new ProtoMessage.Value(inner.value().kind(), true, null, List.of()));
      }
      default -> unsupported(declared, "`" + declared.type().value() + "` has no fixed type");
    };
  }
}
