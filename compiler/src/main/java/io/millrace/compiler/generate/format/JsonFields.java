package io.millrace.compiler.generate.format;

import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a method of a decoder of JSON says that reads a record, name by name.
 *
 * <p>A strict one looks at every name, and the last value of a name counts. A fast one has a bit
 * for each name that it still looks for and is given only those, so that the first value of a name
 * counts, and the reader goes on without the rest of the object once no bit is left. More names
 * than fit into a {@code long} are looked at one by one, too, with a variable for each.
 */
final class JsonFields {
  /** An arm of the switch over names. */
  record Arm(List<String> lines) {}

  /** A name in a document, and the field that it means. */
  private record Spelling(String text, Field declared, boolean alias) {}

  private final JsonReads reads;
  private final RecordType type;
  private final boolean fast;
  private final boolean bits;
  private final UniqueNames variables =
      new UniqueNames("in", "field", "missing", "type", "fields", "unread");
  private final RecordReads parts;
  private final List<Spelling> spellings;
  private final RecordType wire;

  /**
   * The parts of a method.
   *
   * @param type what is read
   * @param wire all declared fields
   */
  JsonFields(JsonReads reads, RecordType type, RecordType wire, boolean fast) {
    this.reads = reads;
    this.type = type;
    this.wire = wire;
    this.fast = fast;
    this.parts = new RecordReads(type, wire, variables);
    List<Spelling> used = new ArrayList<>();
    List<Spelling> unused = new ArrayList<>();
    List<Spelling> aliases = new ArrayList<>();
    for (Field declared : wire.fields()) {
      boolean isUsed = type.field(declared.name()) != null;
      (isUsed || !fast ? used : unused).add(new Spelling(declared.wireName(), declared, false));
      if (isUsed) {
        declared.aliases().forEach(alias -> aliases.add(new Spelling(alias, declared, true)));
      }
    }
    used.addAll(aliases);
    // Names that nothing reads are known, too: the reader learns in which order names come.
    this.bits = fast && used.size() < Long.SIZE;
    used.addAll(unused);
    this.spellings = used;
  }

  List<String> spellings() {
    return spellings.stream().map(Spelling::text).toList();
  }

  List<String> locals() {
    List<String> out = new ArrayList<>();
    List<String> declared = parts.locals();
    int at = 0;
    for (Field field : type.fields()) {
      reads.importParts(field.type());
      out.add(declared.get(at++));
      if (RecordReads.hasFlag(field)) {
        out.add(declared.get(at++));
      }
      if (hasMark(field)) {
        out.add("boolean " + mark(field) + " = false;");
      }
    }
    return out;
  }

  List<String> components() {
    return parts.components();
  }

  /** Declarations of the bits. */
  List<String> before() {
    return bits
        ? List.of("long unread = " + hex(mask(field -> true, true)) + ";")
        : parts.missing();
  }

  String begin(String table) {
    return fast
        ? "in.beginFast(" + table + ", " + (bits ? "unread" : "-1L") + ")"
        : "in.beginObject(" + table + ")";
  }

  String next(String table) {
    return fast
        ? "in.nextFast(" + table + ", field, " + (bits ? "unread" : "-1L") + ")"
        : "in.nextField(" + table + ", field)";
  }

  String otherwise() {
    return fast ? "default -> in.passValue();" : "default -> in.skipValue();";
  }

  /** What follows the loop, in front of the checks. */
  List<String> after() {
    return bits && !parts.checks().isEmpty()
        ? List.of("long missing = unread & " + hex(mask(RecordReads::isRequired, false)) + ";")
        : List.of();
  }

  List<JsonReads.Check> checks() {
    if (bits) {
      return parts.checks().isEmpty() ? List.of() : List.of(new JsonReads.Check("missing", 0));
    }
    return parts.checks();
  }

  /** The arms of the switch. */
  List<Arm> arms() {
    List<Arm> out = new ArrayList<>();
    for (int i = 0; i < spellings.size(); i++) {
      Spelling spelling = spellings.get(i);
      Field field = type.field(spelling.declared().name());
      if (field != null) {
        out.add(new Arm(RecordReads.arm(i, statements(i, spelling, field))));
      }
    }
    return out;
  }

  private List<String> statements(int index, Spelling spelling, Field field) {
    List<String> read = read(index, field, spelling.declared());
    if (bits) {
      read.add("unread &= ~" + hex(mask(f -> f.equals(field), true)) + ";");
      return read;
    }
    if (RecordReads.isRequired(field)) {
      read.add(parts.found(wire.fields().indexOf(spelling.declared())));
    }
    if (!hasMark(field)) {
      return read;
    }
    if (!fast && !spelling.alias()) {
      read.add(mark(field) + " = true;");
      return read;
    }
    // The field's own name counts, or the first of its names.
    List<String> out = new ArrayList<>();
    out.add("if (" + mark(field) + ") {");
    out.add(fast ? "  in.passValue();" : "  in.skipValue();");
    out.add("} else {");
    read.forEach(line -> out.add("  " + line));
    if (fast) {
      out.add("  " + mark(field) + " = true;");
    }
    out.add("}");
    return out;
  }

  private List<String> read(int index, Field field, Field declared) {
    String schema = "fields[" + index + "]";
    String read = reads.read(field.type(), declared.type(), declared.form(), schema);
    String variable = parts.variable(field);
    List<String> out = new ArrayList<>();
    if (RecordReads.isRequired(field)) {
      out.add(variable + " = " + read + ";");
    } else if (RecordReads.hasFlag(field) && field.defaultValue() == null) {
      String flag = parts.flag(field);
      out.add(flag + " = !in.readNull();");
      out.add(
          variable
              + " = "
              + flag
              + (field.type() == ScalarType.BOOL
                  ? " && " + read + ";"
                  : " ? " + read + " : " + JsonReads.absent(field) + ";"));
    } else {
      out.add(variable + " = in.readNull() ? " + JsonReads.absent(field) + " : " + read + ";");
    }
    return out;
  }

  /** Whether a variable says that a field was read, where no bit does. */
  private boolean hasMark(Field field) {
    Field declared = wire.field(field.name());
    return !bits && declared != null && (fast || !declared.aliases().isEmpty());
  }

  private String mark(Field field) {
    String suffix = fast ? "Read" : "Named";
    return variables.of(
        List.of(field.name(), "named"), JavaIdentifiers.field(field.name()) + suffix);
  }

  /** The bits of some fields' names. */
  private long mask(Predicate<Field> wanted, boolean aliases) {
    long mask = 0;
    for (int i = 0; i < Math.min(spellings.size(), Long.SIZE); i++) {
      Spelling spelling = spellings.get(i);
      Field field = type.field(spelling.declared().name());
      if (field != null && wanted.test(field) && (aliases || !spelling.alias())) {
        mask |= 1L << i;
      }
    }
    return mask;
  }

  private static String hex(long bits) {
    return "0x" + Long.toHexString(bits) + "L";
  }
}
