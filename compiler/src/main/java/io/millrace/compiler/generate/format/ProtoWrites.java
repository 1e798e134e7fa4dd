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
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The methods of an encoder that write Protocol Buffers, one for each message. */
final class ProtoWrites {
  /** A method that writes a message with its length. */
  public record Method(String name, String type, List<String> statements) {}

  private final UniqueNames methodNames = new UniqueNames("write", "encode");
  private final UniqueNames tableNames = new UniqueNames();
  private final Map<Object, String> known = new LinkedHashMap<>();
  private final List<Method> methods = new ArrayList<>();
  private final List<JsonReads.Table> tables = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();

  List<Method> methods() {
    return methods;
  }

  List<JsonReads.Table> tables() {
    return tables;
  }

  Set<String> imports() {
    return imports;
  }

  /** Statements that write the fields of {@code row} to a message. */
  List<String> fields(List<Field> fields, ProtoMessage message, String row) {
    List<String> out = new ArrayList<>();
    for (Field field : fields) {
      ProtoMessage.Field at = message.field(field.name());
      if (at == null) {
        throw new IllegalArgumentException(message.name() + " has no " + field.name());
      }
      String value = row + "." + JavaIdentifiers.field(field.name()) + "()";
      String condition = condition(field, at, row, value);
      List<String> writes = writes(field.type(), at, value);
      if (condition.isEmpty()) {
        out.addAll(writes);
      } else {
        out.add("if (" + condition + ") {");
        writes.forEach(line -> out.add("  " + line));
        out.add("}");
      }
    }
    return out;
  }

  /** When a field is written: if it is there, and if it is not what its absence means. */
  private String condition(Field field, ProtoMessage.Field at, String row, String value) {
    String present = field.nullable() ? JsonWrites.isPresent(field, row) : "";
    String matters =
        switch (at.shape()) {
          case IMPLICIT -> notZero(at.value(), value);
          case PACKED -> "!" + value + ".isEmpty()";
          default -> "";
        };
    return present.isEmpty() || matters.isEmpty() ? present + matters : present + " && " + matters;
  }

  private String notZero(ProtoMessage.Value type, String value) {
    return switch (type.kind()) {
      case BOOL -> value;
      case STRING -> "!" + value + ".isEmpty()";
      case BYTES -> value + ".length != 0";
      case DOUBLE, FLOAT -> "Double.doubleToRawLongBits(" + value + ") != 0";
      case ENUM -> table(type) + ".number(" + value + ") != 0";
      default -> value + " != 0";
    };
  }

  private List<String> writes(Type type, ProtoMessage.Field at, String value) {
    List<String> out = new ArrayList<>();
    if (type instanceof ListType list) {
      boolean packed = at.shape() == ProtoMessage.Shape.PACKED;
      if (packed) {
        out.add("out.tag(" + at.packedTag() + ");");
        out.add("int start = out.begin();");
      }
      out.add("for (" + JavaTypes.of(list.element()) + " element : " + value + ") {");
      if (!packed) {
        out.add("  out.tag(" + at.tag() + ");");
      }
      out.addAll(indent(value(list.element(), at.value(), "element")));
      out.add("}");
      if (packed) {
        out.add("out.end(start);");
      }
    } else if (type instanceof MapType map) {
      imports.add("java.util.Map");
      Type of = map.value();
      ProtoMessage.Field second =
          new ProtoMessage.Field("value", 2, ProtoMessage.Shape.IMPLICIT, at.value(), null);
      out.add(
          "for (Map.Entry<String, "
              + JavaTypes.boxed(of)
              + "> entry : "
              + value
              + ".entrySet()) {");
      out.add("  out.tag(" + at.tag() + ");");
      out.add("  int start = out.begin();");
      out.add("  out.tag(10);");
      out.add("  out.writeString(entry.getKey());");
      out.add("  out.tag(" + second.tag() + ");");
      out.addAll(indent(value(of, at.value(), "entry.getValue()")));
      out.add("  out.end(start);");
      out.add("}");
    } else {
      out.add("out.tag(" + at.tag() + ");");
      out.addAll(value(type, at.value(), value));
    }
    return out;
  }

  private static List<String> indent(List<String> lines) {
    return lines.stream().map(line -> "  " + line).toList();
  }

  private List<String> value(Type type, ProtoMessage.Value at, String value) {
    if (at.wrapped()) {
      ProtoMessage.Value plain = ProtoMessage.Value.of(at.kind());
      ProtoMessage.Field one =
          new ProtoMessage.Field("value", 1, ProtoMessage.Shape.IMPLICIT, plain, null);
      return List.of(wrapper(type, one) + "(" + value + ", out);");
    }
    if (at.kind() == Kind.MESSAGE && at.message() != null) {
      return List.of(method((RecordType) type, at.message()) + "(" + value + ", out);");
    }
    return List.of(scalar(at, value));
  }

  private String scalar(ProtoMessage.Value at, String value) {
    String word = at.kind().name();
    String method = "write" + word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    String argument = at.kind() == Kind.ENUM ? table(at) + ".number(" + value + ")" : value;
    return "out." + method + "(" + argument + ");";
  }

  private String method(RecordType type, ProtoMessage message) {
    List<Object> key = List.of(type, message);
    String method = known.get(key);
    if (method == null) {
      method = methodNames.of(key, "write" + JavaIdentifiers.type(type.name()));
      known.put(key, method);
      methods.add(new Method(method, JavaTypes.of(type), fields(type.fields(), message, "value")));
    }
    return method;
  }

  private String wrapper(Type type, ProtoMessage.Field one) {
    List<Object> key = List.of("wrapped", one.value());
    String method = known.get(key);
    if (method == null) {
      String word = one.value().kind().name().toLowerCase(Locale.ROOT);
      method = methodNames.of(key, "writeWrapped" + JavaIdentifiers.type(word));
      known.put(key, method);
      methods.add(
          new Method(
              method,
              JavaTypes.of(type),
              List.of("out.tag(" + one.tag() + ");", scalar(one.value(), "value"))));
    }
    return method;
  }

  private String table(ProtoMessage.Value value) {
    List<Object> key = List.of("enum", value.names());
    String found = known.get(key);
    if (found != null) {
      return found;
    }
    String first = value.names().get(0).name();
    String wish = "ENUM_OF_" + JavaIdentifiers.field(first).toUpperCase(Locale.ROOT);
    String name = tableNames.of(key, wish);
    known.put(key, name);
    imports.add("io.millrace.runtime.proto.ProtoEnum");
    List<String> entries =
        value.names().stream()
            .map(each -> JavaLiterals.string(each.number() + ":" + each.name()))
            .toList();
    tables.add(
        new JsonReads.Table(
            name,
            LineWrap.assignment(
                2,
                "private static final ProtoEnum " + name + " =",
                LineWrap.arguments(6, "ProtoEnum.of(", entries, ");"))));
    return name;
  }
}
