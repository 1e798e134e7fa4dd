package io.millrace.runtime.avro;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.fs.Path;

/** The blocks of an object container file, as Avro's specification has them. */
final class AvroBlocks implements Closeable {
  static final byte[] MAGIC = {'O', 'b', 'j', 1};
  static final int SYNC = 16;

  /** A block that is larger, or has a longer part in its header, is taken for a broken file. */
  private static final int MAX_BYTES = 256 << 20;

  private final Path file;
  private final DataInputStream in;
  private final byte[] sync = new byte[SYNC];
  private AvroSchema schema;
  private AvroCodec codec = AvroCodec.NULL;
  private int size;

  private AvroBlocks(Path file, DataInputStream in) throws IOException {
    this.file = file;
    this.in = in;
    this.schema = header();
  }

  /** Opens a file and reads its header. */
  static AvroBlocks open(Path file) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(file.getFileSystem().open(file), 64 << 10));
    try {
      return new AvroBlocks(file, in);
    } catch (EOFException e) {
      in.close();
      throw new IOException("file " + file.getPath() + " ends inside of its header", e);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private AvroSchema header() throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException("file " + file.getPath() + " is no container file of Avro");
    }
    String json = null;
    for (long count = varint(); count != 0; count = varint()) {
      if (count < 0) {
        varint(); // The size of the entries in bytes.
      }
      for (long i = 0; i < Math.abs(count); i++) {
        String key = new String(part(), StandardCharsets.UTF_8);
        byte[] value = part();
        if (key.equals("avro.schema")) {
          json = new String(value, StandardCharsets.UTF_8);
        } else if (key.equals("avro.codec")) {
          codec = codec(new String(value, StandardCharsets.UTF_8));
        }
      }
    }
    in.readFully(sync);
    if (json == null) {
      throw broken("it has no schema");
    }
    try {
      return AvroSchema.parse(json);
    } catch (IllegalArgumentException e) {
      throw new IOException(broken("its schema cannot be read: " + e.getMessage()).getMessage(), e);
    }
  }

  private AvroCodec codec(String name) throws IOException {
    for (AvroCodec known : AvroCodec.values()) {
      if (known.label().equals(name)) {
        return known;
      }
    }
    throw broken("it is compressed with `" + name + "`, which is not supported");
  }

  private byte[] part() throws IOException {
    byte[] bytes = new byte[length(varint())];
    in.readFully(bytes);
    return bytes;
  }

  private int length(long length) throws IOException {
    if (length < 0 || length > MAX_BYTES) {
      throw broken("a part of " + length + " bytes");
    }
    return (int) length;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw broken("a number of more than 10 bytes");
  }

  IOException broken(String what) {
    return new IOException("file " + file.getPath() + " is broken: " + what);
  }

  /** With this the file was written. */
  AvroSchema schema() {
    return schema;
  }

  /** The number of rows in the next block, or -1 at the end of the file. */
  long next() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return -1;
    }
    in.reset();
    try {
      long count = varint();
      if (count < 0) {
        throw broken("a block of " + count + " rows");
      }
      size = length(varint());
      return count;
    } catch (EOFException e) {
      throw cut(e);
    }
  }

  private IOException cut(EOFException e) {
    return new IOException(broken("it ends inside of a block").getMessage(), e);
  }

  /** Passes over the block that was found. */
  void skip() throws IOException {
    try {
      in.skipNBytes(size);
      marker();
    } catch (EOFException e) {
      throw cut(e);
    }
  }

  /** The data of the block that was found. */
  byte[] unpack() throws IOException {
    byte[] packed = new byte[size];
    try {
      in.readFully(packed);
      marker();
    } catch (EOFException e) {
      throw cut(e);
    }
    byte[] data = codec.unpack(packed, MAX_BYTES);
    if (data == null) {
      throw broken("a block cannot be unpacked");
    }
    return data;
  }

  private void marker() throws IOException {
    byte[] found = new byte[SYNC];
    in.readFully(found);
    if (!Arrays.equals(found, sync)) {
      throw broken("a block does not end with its marker");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
