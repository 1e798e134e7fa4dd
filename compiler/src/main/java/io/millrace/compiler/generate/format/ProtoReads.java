package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.ProtoMessage;
import io.millrace.compiler.plan.ProtoMessage.Kind;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The methods of a decoder that read Protocol Buffers, one for each message and map. They switch on
 * tags: a field that comes with another wire type is an unknown one, as in Google's own parsers.
 */
final class ProtoReads {
  /** A method that reads a message. */
  public record MessageMethod(
      String name,
      String type,
      String table,
      List<String> locals,
      List<String> missing,
      List<String> cases,
      List<JsonReads.Check> checks,
      String result) {}

  /** A method that reads an entry of a map. */
  public record EntryMethod(
      String name, String map, List<String> locals, List<String> cases, String value) {}

  private final UniqueNames methods = new UniqueNames("read", "decode");
  private final UniqueNames tables = new UniqueNames();
  private final Map<Object, String> known = new LinkedHashMap<>();
  private final List<JsonReads.Table> names = new ArrayList<>();
  private final List<MessageMethod> messages = new ArrayList<>();
  private final List<EntryMethod> entries = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();

  List<JsonReads.Table> tables() {
    return names;
  }

  List<MessageMethod> messages() {
    return messages;
  }

  List<EntryMethod> entries() {
    return entries;
  }

  Set<String> imports() {
    return imports;
  }

  /**
   * The name of the method that reads a message.
   *
   * @param type the fields that are wanted
   * @param wire all fields
   */
  String method(RecordType type, RecordType wire, ProtoMessage message) {
    List<Object> key = List.of(type, message);
    String method = known.get(key);
    if (method == null) {
      method = methods.of(key, "read" + JavaIdentifiers.type(type.name()));
      known.put(key, method);
      int place = messages.size();
      MessageMethod made = message(method, type, wire, message);
      messages.add(Math.min(place, messages.size()), made);
    }
    return method;
  }

  private MessageMethod message(
      String method, RecordType type, RecordType wire, ProtoMessage message) {
    Scope scope = new Scope(type, wire, message);
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < wire.fields().size(); i++) {
      Field declared = wire.fields().get(i);
      ProtoMessage.Field at = field(message, declared);
      Field field = type.field(declared.name());
      if (field != null) {
        cases.addAll(scope.arms(field, at, i));
      } else {
        cases.addAll(scope.unusedArm(at));
      }
    }
    List<String> spellings =
        wire.fields().stream()
            .map(f -> JavaLiterals.string(field(message, f).number() + ":" + f.name()))
            .toList();
    String table =
        table(
            List.of(type, message, "names"),
            JavaIdentifiers.variable(type.name()) + "Names",
            "ProtoNames",
            spellings);
    String className = JavaIdentifiers.type(type.name());
    return new MessageMethod(
        method,
        className,
        table,
        scope.locals(),
        scope.reads.missing(),
        cases,
        scope.reads.checks(),
        LineWrap.arguments(4, "return new " + className + "(", scope.reads.components(), ");"));
  }

  private static ProtoMessage.Field field(ProtoMessage message, Field declared) {
    ProtoMessage.Field field = message.field(declared.name());
    if (field == null) {
      throw new IllegalArgumentException(message.name() + " has no " + declared.name());
    }
    return field;
  }

  private String table(Object key, String wish, String type, List<String> entries) {
    String found = known.get(key);
    if (found != null) {
      return found;
    }
    String wanted = wish.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    String name = tables.of(key, wanted);
    known.put(key, name);
    imports.add("io.millrace.runtime.proto." + type);
    names.add(
        new JsonReads.Table(
            name,
            LineWrap.assignment(
                2,
                "private static final " + type + " " + name + " =",
                LineWrap.arguments(6, type + ".of(", entries, ");"))));
    return name;
  }

  /** An expression that reads a scalar from a reader that stands before it. */
  private String scalar(String in, ProtoMessage.Value value) {
    if (value.kind() == Kind.ENUM) {
      return in + ".readEnum(" + enumTable(value) + ")";
    }
    String word = value.kind().name();
    return in + ".read" + word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT) + "()";
  }

  /** The table of an enum's names. */
  private String enumTable(ProtoMessage.Value value) {
    List<String> entries =
        value.names().stream()
            .map(name -> JavaLiterals.string(name.number() + ":" + name.name()))
            .toList();
    String first = value.names().get(0).name();
    return table(List.of("enum", value.names()), "enumOf" + first, "ProtoEnum", entries);
  }

  /** An expression that reads what stands in a message of its own. */
  private String inner(String in, ProtoMessage.Value value, Type type) {
    if (value.wrapped()) {
      return wrapped(value, type) + "(" + in + ")";
    }
    if (value.kind() == Kind.MESSAGE && value.message() != null) {
      RecordType record = (RecordType) type;
      return method(record, record, value.message()) + "(" + in + ")";
    }
    return scalar(in, value);
  }

  /** A method that reads the one field of a wrapper. */
  private String wrapped(ProtoMessage.Value value, Type type) {
    List<Object> key = List.of("wrapped", value.kind());
    String method = known.get(key);
    if (method == null) {
      String word = value.kind().name().toLowerCase(Locale.ROOT);
      method = methods.of(key, "readWrapped" + JavaIdentifiers.type(word));
      known.put(key, method);
      ProtoMessage.Value plain = ProtoMessage.Value.of(value.kind());
      ProtoMessage.Field one =
          new ProtoMessage.Field("value", 1, ProtoMessage.Shape.IMPLICIT, plain, null);
      entries.add(
          new EntryMethod(
              method,
              "",
              List.of(JavaTypes.of(type) + " value = " + zero(type, plain) + ";"),
              List.of("case " + one.tag() + " -> value = " + scalar("in", plain) + ";"),
              JavaTypes.of(type)));
    }
    return method;
  }

  private static String zero(Type type, ProtoMessage.Value value) {
    if (type == ScalarType.BYTES) {
      return "new byte[0]";
    }
    if (type == ScalarType.STRING) {
      String name = "";
      if (value.kind() == Kind.ENUM) {
        name =
            value.names().stream()
                .filter(each -> each.number() == 0)
                .map(ProtoMessage.EnumName::name)
                .findFirst()
                .orElse("0");
      }
      return JavaLiterals.string(name);
    }
    return switch ((ScalarType) type) {
      case BOOL -> "false";
      case DOUBLE -> "0.0";
      default -> "0L";
    };
  }

  /** A method that reads an entry of a map and puts it in. */
  private String entry(Type type, ProtoMessage.Value value) {
    List<Object> key = List.of("entry", type, value);
    String method = known.get(key);
    if (method != null) {
      return method;
    }
    method = methods.of(key, "readEntryOf" + JsonReads.label(type));
    known.put(key, method);
    List<String> locals = new ArrayList<>(List.of("String key = \"\";"));
    List<String> cases = new ArrayList<>(List.of("case 10 -> key = in.readString();"));
    ProtoMessage.Field second =
        new ProtoMessage.Field("value", 2, ProtoMessage.Shape.IMPLICIT, value, null);
    String result = "value";
    if (value.isMessage()) {
      locals.add("ProtoReader value = new ProtoReader();");
      cases.add("case " + second.tag() + " -> value = in.message(value);");
      result = inner("value", value, type);
    } else {
      locals.add(JavaTypes.of(type) + " value = " + zero(type, value) + ";");
      cases.add("case " + second.tag() + " -> value = " + scalar("in", value) + ";");
    }
    entries.add(
        new EntryMethod(
            method,
            "Map<String, " + JavaTypes.boxed(type) + ">",
            locals,
            cases,
            "entries.put(key, " + result + ");"));
    return method;
  }

  /** The variables of one message method. */
  private final class Scope {
    private final RecordType type;
    private final ProtoMessage message;
    private final UniqueNames variables =
        new UniqueNames("in", "tag", "field", "e", "missing", "part");
    private final RecordReads reads;

    Scope(RecordType type, RecordType wire, ProtoMessage message) {
      this.type = type;
      this.message = message;
      this.reads = new RecordReads(type, wire, variables, this::isRequired);
    }

    private boolean isRequired(Field field) {
      return !field.nullable()
          && switch (ProtoReads.field(message, field).shape()) {
            case EXPLICIT -> true;
            case IMPLICIT -> field.defaultValue() == null && field.type() != ScalarType.BYTES;
            default -> false;
          };
    }

    private boolean hasReader(ProtoMessage.Field at) {
      return at.shape() == ProtoMessage.Shape.EXPLICIT && at.value().isMessage();
    }

    private String reader(Field field) {
      return variables.of(
          List.of(field.name(), "in"), JavaIdentifiers.field(field.name()) + "Part");
    }

    List<String> locals() {
      List<String> out = new ArrayList<>();
      for (Field field : type.fields()) {
        ProtoMessage.Field at = ProtoReads.field(message, field);
        importParts(field.type());
        out.add(
            JavaTypes.of(field.type()) + " " + reads.variable(field) + " = " + none(field) + ";");
        if (RecordReads.hasFlag(field)) {
          out.add("boolean " + reads.flag(field) + " = false;");
        }
        if (hasReader(at)) {
          out.add("ProtoReader " + reader(field) + " = null;");
        }
      }
      return out;
    }

    private void importParts(Type fieldType) {
      if (fieldType instanceof ListType) {
        imports.add("java.util.ArrayList");
        imports.add("java.util.List");
      } else if (fieldType instanceof MapType) {
        imports.add("java.util.LinkedHashMap");
        imports.add("java.util.Map");
      }
    }

    /** What a field is before it comes. */
    private String none(Field field) {
      if (field.type() instanceof ListType) {
        return "new ArrayList<>()";
      }
      if (field.type() instanceof MapType) {
        return "new LinkedHashMap<>()";
      }
      ProtoMessage.Field at = ProtoReads.field(message, field);
      boolean zero = at.shape() == ProtoMessage.Shape.IMPLICIT && !isRequired(field);
      return zero ? zero(field.type(), at.value()) : JsonReads.absent(field);
    }

    /** What a field becomes again when another of its choice comes. */
    private List<String> clear(Field field) {
      List<String> out = new ArrayList<>();
      out.add(reads.variable(field) + " = " + none(field) + ";");
      if (RecordReads.hasFlag(field)) {
        out.add(reads.flag(field) + " = false;");
      }
      if (hasReader(ProtoReads.field(message, field))) {
        out.add(reader(field) + " = null;");
      }
      return out;
    }

    private List<String> clearOthers(ProtoMessage.Field at) {
      List<String> out = new ArrayList<>();
      if (at.oneof() != null) {
        for (Field other : type.fields()) {
          ProtoMessage.Field place = ProtoReads.field(message, other);
          if (at.oneof().equals(place.oneof()) && place.number() != at.number()) {
            out.addAll(clear(other));
          }
        }
      }
      return out;
    }

    /** Of a choice the last one counts, also if it is one that nobody reads. */
    List<String> unusedArm(ProtoMessage.Field at) {
      List<String> cleared = clearOthers(at);
      if (cleared.isEmpty()) {
        return List.of();
      }
      List<String> statements = new ArrayList<>(List.of("in.skip(tag);"));
      statements.addAll(cleared);
      return RecordReads.arm(at.tag(), statements);
    }

    List<String> arms(Field field, ProtoMessage.Field at, int bit) {
      String variable = reads.variable(field);
      return switch (at.shape()) {
        case MAP -> {
          String read = entry(((MapType) field.type()).value(), at.value());
          yield RecordReads.arm(at.tag(), List.of(read + "(in.message(), " + variable + ");"));
        }
        case REPEATED, PACKED -> list(variable, (ListType) field.type(), at);
        default -> RecordReads.arm(at.tag(), single(field, at, bit));
      };
    }

    private List<String> list(String variable, ListType type, ProtoMessage.Field at) {
      ProtoMessage.Value value = at.value();
      String one =
          value.isMessage() ? inner("in.message()", value, type.element()) : scalar("in", value);
      List<String> out =
          new ArrayList<>(RecordReads.arm(at.tag(), List.of(variable + ".add(" + one + ");")));
      if (!value.wrapped() && value.kind().isPackable()) {
        // Writers may change their mind: both ways are read, whatever the schema says.
        out.addAll(
            RecordReads.arm(
                at.packedTag(),
                List.of(
                    "ProtoReader part = in.message();",
                    "while (part.hasMore()) {",
                    "  " + variable + ".add(" + scalar("part", value) + ");",
                    "}")));
      }
      return out;
    }

    private List<String> single(Field field, ProtoMessage.Field at, int bit) {
      String variable = reads.variable(field);
      List<String> out = new ArrayList<>();
      if (hasReader(at)) {
        String reader = reader(field);
        out.add(reader + " = in.message(" + reader + ");");
        out.add(variable + " = " + inner(reader, at.value(), field.type()) + ";");
      } else {
        out.add(variable + " = " + scalar("in", at.value()) + ";");
      }
      if (RecordReads.hasFlag(field)) {
        out.add(reads.flag(field) + " = true;");
      }
      if (isRequired(field)) {
        out.add(reads.found(bit));
      }
      out.addAll(clearOthers(at));
      return out;
    }
  }
}
