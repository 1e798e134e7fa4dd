package io.millrace.runtime.avro;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** How blocks of container files are compressed: what the JDK can do. */
enum AvroCodec {
  NULL,
  DEFLATE;

  /** The name in files. */
  String label() {
    return this == NULL ? "null" : "deflate";
  }

  /** The data of a block; null if it is none, or more than allowed. */
  byte @Nullable [] unpack(byte[] packed, int most) {
    if (this == NULL) {
      return packed;
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] out = new byte[Math.max(64, packed.length * 4)];
      int size = 0;
      while (!inflater.finished()) {
        if (size == out.length) {
          if (size >= most) {
            return null;
          }
          out = Arrays.copyOf(out, Math.min(most, size * 2));
        }
        int more = inflater.inflate(out, size, out.length - size);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return null;
        }
        size += more;
      }
      return Arrays.copyOf(out, size);
    } catch (DataFormatException e) {
      return null;
    } finally {
      inflater.end();
    }
  }

  /** A block of data. */
  byte[] pack(byte[] data, int length) {
    if (this == NULL) {
      return Arrays.copyOf(data, length);
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(data, 0, length);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
      byte[] part = new byte[8 << 10];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
