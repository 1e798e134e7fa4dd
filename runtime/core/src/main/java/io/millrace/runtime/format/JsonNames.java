package io.millrace.runtime.format;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of an object's fields, found by their bytes. Learns which name follows which, and the
 * first names that documents have beside these, so that documents of one producer cost one
 * comparison a name. Belongs to one decoder and its thread.
 */
public final class JsonNames implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How many other names are learned at most, and how long they are with quotes and colon. */
  private static final int LEARNED = 32;

  private static final int LONGEST_LEARNED = 64;

  /** Places in the table: the first word of a name, its bytes that count, its last word. */
  private static final int FIRST = 0;

  private static final int MASK = 1;
  private static final int LAST = 2;
  private static final int LENGTH = 3;

  private final String[] names;

  /** Each name in quotes and its colon, as they stand in most documents; learned ones last. */
  private byte[][] members;

  /** Four numbers a name. */
  private long[] table;

  /** Whether documents spell a name as it is; others have escapes and are found by text. */
  private final boolean[] plain;

  /** Indexes of the names that have a length in quotes. */
  private int[][] byLength = {};

  /** What followed a name when it came last; first the start of an object. */
  private final int[] successor;

  private int learned;

  private JsonNames(String[] names) {
    this.names = names;
    int count = names.length;
    // One place is for any other name.
    members = new byte[count + 1][];
    table = new long[4 * (count + 1)];
    plain = new boolean[count];
    for (int i = 0; i < count; i++) {
      byte[] bytes = ("\"" + names[i] + "\":").getBytes(StandardCharsets.UTF_8);
      plain[i] = names[i].chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
      enter(i, bytes, plain[i]);
    }
    successor = new int[count + 2 + LEARNED];
    for (int i = 0; i < successor.length; i++) {
      successor[i] = i < count && plain[i] ? i : count;
    }
  }

  private void enter(int index, byte[] member, boolean byBytes) {
    members[index] = member;
    byte[] padded = Arrays.copyOf(member, Math.max(8, member.length));
    int row = 4 * index;
    table[row + FIRST] = (long) LONGS.get(padded, 0);
    table[row + MASK] = member.length < 8 ? (1L << (8 * member.length)) - 1 : -1L;
    table[row + LAST] = (long) LONGS.get(padded, padded.length - 8);
    table[row + LENGTH] = member.length;
    if (byBytes) {
      int length = member.length - 1;
      if (byLength.length <= length) {
        int before = byLength.length;
        byLength = Arrays.copyOf(byLength, length + 1);
        Arrays.fill(byLength, before, length + 1, new int[0]);
      }
      byLength[length] = Arrays.copyOf(byLength[length], byLength[length].length + 1);
      byLength[length][byLength[length].length - 1] = index;
    }
  }

  /** The table of some names; the index of a name is its place here. */
  public static JsonNames of(String... names) {
    return new JsonNames(names.clone());
  }

  /** How many names there are. Any other name has this as its index, or a higher one. */
  public int size() {
    return names.length;
  }

  /** The name of an index. */
  public String name(int index) {
    return names[index];
  }

  /** How long a name in quotes is together with its colon. */
  int memberLength(int index) {
    return (int) table[4 * index + LENGTH];
  }

  /** The name expected behind another (-1 at the start of an object); {@link #size} for none. */
  int expectedAfter(int previous) {
    return successor[previous + 1];
  }

  void learn(int previous, int index) {
    if (index >= names.length || plain[index]) {
      successor[previous + 1] = index;
    }
  }

  /** Whether the name in quotes and its colon stand at {@code at}. */
  boolean matches(int index, byte[] bytes, int at, int end) {
    long[] numbers = table;
    int row = 4 * index;
    int length = (int) numbers[row + LENGTH];
    if (at + length > end) {
      return false;
    }
    if (at + 8 > bytes.length) {
      return Arrays.equals(bytes, at, at + length, members[index], 0, length);
    }
    if (((long) LONGS.get(bytes, at) & numbers[row + MASK]) != numbers[row + FIRST]) {
      return false;
    }
    return length <= 8
        || ((long) LONGS.get(bytes, at + length - 8) == numbers[row + LAST]
            && (length <= 16
                || Arrays.equals(bytes, at + 8, at + length - 8, members[index], 8, length - 8)));
  }

  /**
   * The index of the name whose quotes stand at {@code at} and {@code closing}, without a byte in
   * between that would have to be decoded.
   */
  int find(byte[] bytes, int at, int closing) {
    int length = closing + 1 - at;
    if (length < byLength.length) {
      for (int candidate : byLength[length]) {
        byte[] name = members[candidate];
        if (Arrays.equals(bytes, at, closing + 1, name, 0, length)) {
          return candidate;
        }
      }
    }
    return learned < LEARNED && length < LONGEST_LEARNED
        ? add(Arrays.copyOfRange(bytes, at, closing + 2))
        : names.length;
  }

  private int add(byte[] member) {
    member[member.length - 1] = ':';
    learned++;
    int index = names.length + learned;
    members = Arrays.copyOf(members, index + 1);
    table = Arrays.copyOf(table, 4 * (index + 1));
    enter(index, member, true);
    return index;
  }

  /** The index of a name. */
  int find(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return names.length;
  }
}
