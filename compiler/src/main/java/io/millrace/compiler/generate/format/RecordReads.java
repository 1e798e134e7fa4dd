package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The variables of a method that reads a record field by field, in whatever order they come. */
final class RecordReads {
  private final RecordType type;
  private final RecordType wire;
  private final UniqueNames variables;
  private final Predicate<Field> required;

  /**
   * Variables.
   *
   * @param type what is read
   * @param wire all declared fields: a field's place among them is its bit in {@code missing}
   * @param variables knows the names that are taken
   */
  RecordReads(RecordType type, RecordType wire, UniqueNames variables) {
    this(type, wire, variables, RecordReads::isRequired);
  }

  /**
   * Variables.
   *
   * @param required whether a record is bad without a field
   */
  RecordReads(RecordType type, RecordType wire, UniqueNames variables, Predicate<Field> required) {
    this.required = required;
    this.type = type;
    this.wire = wire;
    this.variables = variables;
    for (int i = 0; i < wire.fields().size() / 64 + 1; i++) {
      variables.of(i, missing(i * 64));
    }
  }

  String variable(Field field) {
    return variables.of(field.name(), JavaIdentifiers.field(field.name()));
  }

  String flag(Field field) {
    return variables.of(List.of(field.name()), JavaIdentifiers.presenceFlag(field.name()));
  }

  private String missing(int index) {
    return wire.fields().size() <= 64 ? "missing" : "missing" + index / 64;
  }

  static boolean isRequired(Field field) {
    return !field.nullable() && field.defaultValue() == null;
  }

  static boolean hasFlag(Field field) {
    return field.nullable() && JavaTypes.isPrimitive(field.type());
  }

  /** Declarations of a variable for each component. */
  List<String> locals() {
    List<String> out = new ArrayList<>();
    for (Field field : type.fields()) {
      String value = JsonReads.absent(field);
      out.add(JavaTypes.of(field.type()) + " " + variable(field) + " = " + value + ";");
      if (hasFlag(field)) {
        out.add("boolean " + flag(field) + " = " + (field.defaultValue() != null) + ";");
      }
    }
    return out;
  }

  /** The arguments of the record's constructor. */
  List<String> components() {
    List<String> out = new ArrayList<>();
    for (Field field : type.fields()) {
      out.add(variable(field));
      if (hasFlag(field)) {
        out.add(flag(field));
      }
    }
    return out;
  }

  /** Declarations of the bits of required fields. */
  List<String> missing() {
    List<String> out = new ArrayList<>();
    for (JsonReads.Check check : checks()) {
      long bits = 0;
      for (int i = check.first(); i < Math.min(check.first() + 64, wire.fields().size()); i++) {
        Field field = type.field(wire.fields().get(i).name());
        if (field != null && required.test(field)) {
          bits |= 1L << i;
        }
      }
      out.add("long " + check.variable() + " = " + hex(bits) + ";");
    }
    return out;
  }

  List<JsonReads.Check> checks() {
    List<JsonReads.Check> out = new ArrayList<>();
    for (int i = 0; i < wire.fields().size(); i++) {
      Field field = type.field(wire.fields().get(i).name());
      JsonReads.Check check = new JsonReads.Check(missing(i), i / 64 * 64);
      if (field != null && required.test(field) && !out.contains(check)) {
        out.add(check);
      }
    }
    return out;
  }

  /** A statement that notes that a required field was there. */
  String found(int bit) {
    return missing(bit) + " &= ~" + hex(1L << bit) + ";";
  }

  /** An arm of the switch over fields. */
  static List<String> arm(int index, List<String> statements) {
    if (statements.size() == 1) {
      return List.of("case " + index + " -> " + statements.get(0));
    }
    List<String> out = new ArrayList<>();
    out.add("case " + index + " -> {");
    statements.forEach(statement -> out.add("  " + statement));
    out.add("}");
    return out;
  }

  private static String hex(long bits) {
    return "0x" + Long.toHexString(bits) + "L";
  }
}
