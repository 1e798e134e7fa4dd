package io.millrace.runtime.aggregate;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of sets of numbers: how many there are, how wide each is, and then each value, folded
 * so that small negative ones are short, with its mask, both lowest byte first. Blocks of them are
 * written and read at once.
 */
final class DistinctBytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Entries of a block. */
  private static final int BLOCK = 512;

  private DistinctBytes() {}

  /** 0, -1, 1, -2 … as 0, 1, 2, 3 …. */
  static long folded(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private static long unfolded(long folded) {
    return (folded >>> 1) ^ -(folded & 1);
  }

  /** How many bytes have room for the bits of a number. */
  private static int bytes(long bits) {
    return (Long.SIZE - Long.numberOfLeadingZeros(bits) + 7) / 8;
  }

  /** How many bytes a mask takes. */
  static int maskBytes(int filters) {
    return (filters + 7) / 8;
  }

  /** Writes a mask lowest byte first. */
  static void writeMask(long mask, int filters, DataOutputView out) throws IOException {
    for (int i = 0; i < maskBytes(filters); i++) {
      out.writeByte((int) (mask >>> (8 * i)));
    }
  }

  static long readMask(int filters, DataInputView in) throws IOException {
    long mask = 0;
    for (int i = 0; i < maskBytes(filters); i++) {
      mask |= (in.readByte() & 0xffL) << (8 * i);
    }
    return mask;
  }

  private static int blockBytes(int count, int entry) {
    return Math.min(count, BLOCK) * entry + Long.BYTES; // the last long reaches behind its bytes
  }

  /** Writes a set. */
  static final class Writer {
    private final DataOutputView out;
    private final int valueBytes;
    private final int maskBytes;
    private final byte[] block;
    private int length;

    /**
     * Writes what stands in front.
     *
     * @param all the bits of all values, {@linkplain #folded folded}
     */
    Writer(int count, long all, int filters, DataOutputView out) throws IOException {
      this.out = out;
      valueBytes = bytes(all);
      maskBytes = maskBytes(filters);
      block = new byte[blockBytes(count, valueBytes + maskBytes)];
      out.writeInt(count);
      out.writeByte(valueBytes);
    }

    void write(long value, long mask) throws IOException {
      if (length + valueBytes + maskBytes > block.length - Long.BYTES) {
        flush();
      }
      LONG.set(block, length, folded(value));
      LONG.set(block, length + valueBytes, mask);
      length += valueBytes + maskBytes;
    }

    private void flush() throws IOException {
      out.write(block, 0, length);
      length = 0;
    }

    void end() throws IOException {
      flush();
    }
  }

  /** Reads a set. */
  static final class Reader {
    private final DataInputView in;
    private final int count;
    private final int valueBytes;
    private final int entryBytes;
    private final long valueMask;
    private final long filterMask;
    private final byte[] block;
    private int left;
    private int at;
    private int length;
    private long value;
    private long mask;

    Reader(int filters, DataInputView in) throws IOException {
      this.in = in;
      count = in.readInt();
      valueBytes = in.readByte();
      if (count < 0 || valueBytes < 0 || valueBytes > Long.BYTES) {
        throw new IOException("the bytes are no set of numbers");
      }
      entryBytes = valueBytes + maskBytes(filters);
      valueMask = lowBytes(valueBytes);
      filterMask = lowBytes(maskBytes(filters));
      block = new byte[blockBytes(count, entryBytes)];
      left = count;
    }

    private static long lowBytes(int bytes) {
      return bytes == 0 ? 0 : -1L >>> (Long.SIZE - 8 * bytes);
    }

    /** How many values there are. */
    int count() {
      return count;
    }

    /** Goes to the next value; false if there is none. */
    boolean next() throws IOException {
      if (at == length) {
        if (left == 0) {
          return false;
        }
        int entries = Math.min(left, BLOCK);
        left -= entries;
        at = 0;
        length = entries * entryBytes;
        in.readFully(block, 0, length);
      }
      value = unfolded((long) LONG.get(block, at) & valueMask);
      mask = (long) LONG.get(block, at + valueBytes) & filterMask;
      at += entryBytes;
      return true;
    }

    long value() {
      return value;
    }

    long mask() {
      return mask;
    }
  }
}
