package io.millrace.compiler.generate.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Where presence flags and bools stand in the flag bytes of a record: in field order, presence
 * before value, lowest bit first. The runtime's restore code assigns them the same way.
 */
final class FlagBits {
  /**
   * The bits of one field.
   *
   * @param present index of the presence bit, or -1
   * @param value index of the bit that holds a bool's value, or -1
   */
  record Bits(int present, int value) {}

  private final List<Bits> fields = new ArrayList<>();
  private final int size;

  FlagBits(List<StoredField> stored) {
    int next = 0;
    for (StoredField field : stored) {
      int present = field.nullable() ? next++ : -1;
      int value = StoredJava.isBool(field.type()) ? next++ : -1;
      fields.add(new Bits(present, value));
    }
    size = next;
  }

  Bits of(int field) {
    return fields.get(field);
  }

  int byteCount() {
    return (size + 7) / 8;
  }

  /** The variable that holds a flag byte. */
  String variable(int byteIndex) {
    return byteCount() == 1 ? "flags" : "flags" + byteIndex;
  }

  /** An expression that says whether a bit is set. */
  String isSet(int bit) {
    return "(" + variable(bit / 8) + " & " + mask(bit) + ") != 0";
  }

  static int mask(int bit) {
    return 1 << (bit % 8);
  }
}
