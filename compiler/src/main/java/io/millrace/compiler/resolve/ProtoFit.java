package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.FormatCode;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.ProtoMessage;
import io.millrace.compiler.plan.ProtoMessage.Kind;
import io.millrace.compiler.plan.ProtoMessage.Shape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which message of Protocol Buffers a source reads or a sink writes, and whether rows fit it. */
final class ProtoFit {
  private static final Set<Kind> NO_INTEGERS =
      Set.of(
          Kind.DOUBLE,
          Kind.FLOAT,
          Kind.BOOL,
          Kind.STRING,
          Kind.BYTES,
          Kind.ENUM,
          Kind.MESSAGE,
          Kind.TIMESTAMP,
          Kind.DURATION);

  private final Resolution resolution;
  private final FormatDecl decl;

  private ProtoFit(Resolution resolution, FormatDecl decl) {
    this.resolution = resolution;
    this.decl = decl;
  }

  /** The message that a source reads; null after a report. */
  static @Nullable ProtoMessage source(Resolution resolution, FormatDecl decl, RecordType row) {
    return new ProtoFit(resolution, decl).of(row, "the schema of this source");
  }

  /** The message that a sink writes; null after a report. */
  static @Nullable ProtoMessage sink(
      Resolution resolution, FormatDecl decl, RecordType row, List<Field> fields) {
    ProtoFit fit = new ProtoFit(resolution, decl);
    Located<String> name = decl.message();
    ProtoMessage message = name == null ? fit.of(row, "the type of the rows") : fit.named(name);
    if (message != null) {
      fit.check(fields, message, "");
    }
    return message;
  }

  private @Nullable ProtoMessage of(RecordType row, String what) {
    ProtoMessage message = resolution.protoMessages.get(row.name());
    if (message == null) {
      Set<String> known = resolution.protoTypes.keySet();
      resolution.out.add(
          Diagnostic.of(
                  FormatCode.PLN150,
                  decl.kind().span(),
                  decl.path(),
                  what + " comes from no `.proto` file")
              .withHelp(
                  known.isEmpty()
                      ? "`types: { Payment: { proto: payment.proto } }`"
                      : "types of `.proto` files are " + String.join(", ", known)));
    }
    return message;
  }

  private @Nullable ProtoMessage named(Located<String> name) {
    ProtoMessage message = resolution.protoTypes.get(name.value());
    if (message == null) {
      resolution.unknown(
          ReferenceCode.REF006,
          name,
          decl.path() + ".message",
          "type of a `.proto` file",
          resolution.protoTypes.keySet());
    }
    return message;
  }

  private void check(List<Field> fields, ProtoMessage message, String prefix) {
    for (Field field : fields) {
      ProtoMessage.Field at = message.field(field.name());
      String name = prefix + field.name();
      if (at == null) {
        String close =
            DidYouMean.closest(
                field.name(), message.fields().stream().map(ProtoMessage.Field::name).toList());
        report(
            "message `" + message.name() + "` has no field `" + name + "`",
            close == null ? null : "did you mean its field `" + close + "`?");
      } else if (!fits(field.type(), at, name)) {
        report(
            "field `"
                + name
                + "` is "
                + field.type().display()
                + ", and "
                + display(at)
                + " in message `"
                + message.name()
                + "`",
            null);
      }
    }
  }

  private void report(String problem, @Nullable String help) {
    Located<String> name = decl.message();
    resolution.out.add(
        Diagnostic.of(
                FormatCode.PLN151,
                name == null ? decl.kind().span() : name.span(),
                decl.path(),
                problem)
            .withHelp(help));
  }

  private boolean fits(Type type, ProtoMessage.Field at, String name) {
    boolean list = at.shape() == Shape.REPEATED || at.shape() == Shape.PACKED;
    if (type instanceof ListType ofList) {
      return list && fits(ofList.element(), at.value(), name);
    }
    if (type instanceof MapType ofMap) {
      return at.shape() == Shape.MAP && fits(ofMap.value(), at.value(), name);
    }
    return !list && at.shape() != Shape.MAP && fits(type, at.value(), name);
  }

  /** What is nested is checked field by field, and reported there. */
  private boolean fits(Type type, ProtoMessage.Value at, String name) {
    if (type instanceof RecordType record) {
      if (at.message() == null) {
        return false;
      }
      check(record.fields(), at.message(), name + ".");
      return true;
    }
    if (!(type instanceof ScalarType scalar)) {
      return false;
    }
    Kind kind = at.kind();
    return switch (scalar) {
      case BOOL -> kind == Kind.BOOL;
      case INT -> !NO_INTEGERS.contains(kind);
      case DOUBLE -> kind == Kind.DOUBLE || kind == Kind.FLOAT;
      case STRING -> kind == Kind.STRING || kind == Kind.ENUM;
      case BYTES -> kind == Kind.BYTES;
      case TIMESTAMP -> kind == Kind.TIMESTAMP;
      case DURATION -> kind == Kind.DURATION;
    };
  }

  private static String display(ProtoMessage.Field at) {
    ProtoMessage message = at.value().message();
    String value =
        message != null ? message.name() : at.value().kind().name().toLowerCase(Locale.ROOT);
    return switch (at.shape()) {
      case REPEATED, PACKED -> "repeated " + value;
      case MAP -> "a map to " + value;
      default -> value;
    };
  }
}
