package io.millrace.compiler.generate.record;

import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.javatext.JavaLiterals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The statements of one serializer. */
final class SerializerText {
  private final RecordSpec spec;
  private final StoredJava java;
  private final FlagBits flags;

  SerializerText(RecordSpec spec, StoredJava java) {
    this.spec = spec;
    this.java = java;
    this.flags = new FlagBits(spec.fields());
  }

  /** The declaration of the schema. */
  String schema() {
    String of =
        "RecordSchema.of("
            + JavaLiterals.string(spec.schemaName())
            + ", "
            + spec.className()
            + ".class)";
    List<String> calls = schemaCalls();
    calls.add(".build()");
    return LineWrap.assignment(
        4, "public static final RecordSchema SCHEMA =", LineWrap.chain(8, of, calls, ";"));
  }

  private List<String> schemaCalls() {
    List<String> out = new ArrayList<>();
    switch (spec.kind()) {
      case KEY -> out.add(".key()");
      case ACCUMULATOR -> out.add(".accumulator()");
      case ROW, SOURCE_ROW -> {}
    }
    for (StoredField field : spec.fields()) {
      out.add(
          (field.nullable() ? ".optional(" : ".field(")
              + JavaLiterals.string(field.storedName())
              + ", "
              + java.schema(field.type())
              + ")");
      if (!field.aliases().isEmpty()) {
        List<String> aliases = field.aliases().stream().map(JavaLiterals::string).toList();
        out.add(".aliases(" + String.join(", ", aliases) + ")");
      }
      if (field.defaultValue() != null) {
        out.add(".defaultValue(" + literal(field.defaultValue()) + ")");
      }
    }
    return out;
  }

  private String literal(Object value) {
    if (value instanceof Boolean bool) {
      return bool.toString();
    }
    if (value instanceof Long number) {
      return JavaLiterals.longValue(number);
    }
    if (value instanceof Double number) {
      return JavaLiterals.doubleValue(number);
    }
    if (value instanceof String string) {
      return JavaLiterals.string(string);
    }
    if (value instanceof BigDecimal decimal) {
      java.imports().add("java.math.BigDecimal");
      return JavaLiterals.decimal(decimal);
    }
    throw new IllegalArgumentException("not a default: " + value.getClass());
  }

  /** Statements that write {@code value} to {@code out}. */
  List<String> serialize() {
    List<String> out = new ArrayList<>();
    if (spec.fields().isEmpty()) {
      out.add("out.writeByte(0);");
    }
    for (int i = 0; i < flags.byteCount(); i++) {
      out.add(LineWrap.operands(6, "out.writeByte(", "|", flagOperands(i), ");"));
    }
    for (StoredField field : spec.fields()) {
      if (StoredJava.isBool(field.type())) {
        continue;
      }
      String write = java.write(field.type(), "value." + field.javaName());
      if (field.nullable()) {
        out.add("if (" + isPresent(field) + ") {");
        out.add("  " + write);
        out.add("}");
      } else {
        out.add(write);
      }
    }
    return out;
  }

  private List<String> flagOperands(int byteIndex) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < spec.fields().size(); i++) {
      StoredField field = spec.fields().get(i);
      FlagBits.Bits bits = flags.of(i);
      if (bits.present() >= 0 && bits.present() / 8 == byteIndex) {
        out.add("(" + isPresent(field) + " ? " + FlagBits.mask(bits.present()) + " : 0)");
      }
      if (bits.value() >= 0 && bits.value() / 8 == byteIndex) {
        out.add("(value." + field.javaName() + " ? " + FlagBits.mask(bits.value()) + " : 0)");
      }
    }
    return out;
  }

  private static String isPresent(StoredField field) {
    return StoredJava.isPrimitive(field.type())
        ? "value." + field.presence()
        : "value." + field.javaName() + " != null";
  }

  /** Statements that read {@code in} and return the record. */
  List<String> deserialize() {
    List<String> out = new ArrayList<>();
    if (spec.fields().isEmpty()) {
      out.add("in.readByte();");
    }
    for (int i = 0; i < flags.byteCount(); i++) {
      out.add("int " + flags.variable(i) + " = in.readByte();");
    }
    if (spec.kind() == RecordSpec.Kind.ACCUMULATOR) {
      out.add(spec.className() + " value = new " + spec.className() + "();");
      for (int i = 0; i < spec.fields().size(); i++) {
        StoredField field = spec.fields().get(i);
        out.add("value." + field.javaName() + " = " + read(i) + ";");
        if (hasFlag(field)) {
          out.add("value." + field.presence() + " = " + flags.isSet(flags.of(i).present()) + ";");
        }
      }
      out.add("return value;");
    } else {
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < spec.fields().size(); i++) {
        arguments.add(read(i));
        if (hasFlag(spec.fields().get(i))) {
          arguments.add(flags.isSet(flags.of(i).present()));
        }
      }
      out.add(LineWrap.arguments(6, "return new " + spec.className() + "(", arguments, ");"));
    }
    return out;
  }

  private String read(int index) {
    StoredField field = spec.fields().get(index);
    FlagBits.Bits bits = flags.of(index);
    if (bits.value() >= 0) {
      return flags.isSet(bits.value());
    }
    String read = java.read(field.type());
    return field.nullable()
        ? flags.isSet(bits.present()) + " ? " + read + " : " + StoredJava.empty(field.type())
        : read;
  }

  /** Whether a flag of its own says that the field is there. */
  static boolean hasFlag(StoredField field) {
    return field.nullable() && StoredJava.isPrimitive(field.type());
  }
}
