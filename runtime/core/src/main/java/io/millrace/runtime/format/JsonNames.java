package io.millrace.runtime.format;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of an object's fields, found by their bytes. Learns which name follows which, so that
 * documents of one producer cost one comparison a name. Belongs to one decoder and its thread.
 */
public final class JsonNames implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final String[] names;

  /** Each name in quotes and its colon, as they stand in most documents. */
  private final byte[][] members;

  /** The same again, eight bytes a word, padded with zeros. */
  private final long[][] words;

  /** Which bytes count in the last word of a name. */
  private final long[] lastMask;

  /** Whether documents spell a name as it is; others have escapes and are found by text. */
  private final boolean[] plain;

  /** Indexes of the names that have a length in quotes. */
  private final int[][] byLength;

  /** What followed a name when it came last; first the start of an object, last any other name. */
  private final int[] successor;

  private JsonNames(String[] names) {
    this.names = names;
    int count = names.length;
    members = new byte[count][];
    words = new long[count][];
    lastMask = new long[count];
    plain = new boolean[count];
    int longest = 0;
    for (int i = 0; i < count; i++) {
      byte[] bytes = ("\"" + names[i] + "\":").getBytes(StandardCharsets.UTF_8);
      members[i] = bytes;
      longest = Math.max(longest, bytes.length);
      byte[] padded = Arrays.copyOf(bytes, (bytes.length + 7) & -8);
      words[i] = new long[padded.length / 8];
      for (int j = 0; j < words[i].length; j++) {
        words[i][j] = (long) LONGS.get(padded, 8 * j);
      }
      int rest = bytes.length & 7;
      lastMask[i] = rest == 0 ? -1L : (1L << (8 * rest)) - 1;
    }
    byLength = new int[longest + 1][];
    Arrays.fill(byLength, new int[0]);
    for (int i = 0; i < count; i++) {
      plain[i] = names[i].chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
      if (!plain[i]) {
        continue;
      }
      int length = members[i].length - 1;
      byLength[length] = Arrays.copyOf(byLength[length], byLength[length].length + 1);
      byLength[length][byLength[length].length - 1] = i;
    }
    successor = new int[count + 2];
    for (int i = 0; i < successor.length; i++) {
      successor[i] = i < count && plain[i] ? i : count;
    }
  }

  /** The table of some names; the index of a name is its place here. */
  public static JsonNames of(String... names) {
    return new JsonNames(names.clone());
  }

  /** How many names there are, which is also the index of any other name. */
  public int size() {
    return names.length;
  }

  /** The name of an index. */
  public String name(int index) {
    return names[index];
  }

  /** How long a name in quotes is together with its colon. */
  int memberLength(int index) {
    return members[index].length;
  }

  /** The name expected behind another (-1 at the start of an object); {@link #size} for none. */
  int expectedAfter(int previous) {
    return successor[previous + 1];
  }

  void learn(int previous, int index) {
    if (index == names.length || plain[index]) {
      successor[previous + 1] = index;
    }
  }

  /** Whether the name in quotes and its colon stand at {@code at}. */
  boolean matches(int index, byte[] bytes, int at, int end) {
    byte[] name = members[index];
    int length = name.length;
    if (at + length > end) {
      return false;
    }
    long[] expected = words[index];
    int last = expected.length - 1;
    if (at + 8 * last + 8 > bytes.length) {
      return Arrays.equals(bytes, at, at + length, name, 0, length);
    }
    for (int i = 0; i < last; i++) {
      if ((long) LONGS.get(bytes, at + 8 * i) != expected[i]) {
        return false;
      }
    }
    return ((long) LONGS.get(bytes, at + 8 * last) & lastMask[index]) == expected[last];
  }

  /** The index of the name whose quotes stand at {@code at} and {@code closing}. */
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
    return names.length;
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
