package io.millrace.runtime.avro;

import io.millrace.runtime.format.RecordEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.apache.flink.api.common.serialization.BulkWriter;

/** Writes one object container file, in blocks that are compressed with deflate. */
final class AvroFileWriter<T> implements BulkWriter<T> {
  private static final int BLOCK = 64 << 10;
  private static final AvroCodec CODEC = AvroCodec.DEFLATE;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OutputStream out;
  private final RecordEncoder<T> encoder;
  private final byte[] sync = new byte[AvroBlocks.SYNC];
  private final AvroWriter block = new AvroWriter();
  private long rows;

  AvroFileWriter(OutputStream out, RecordEncoder<T> encoder, String schema) throws IOException {
    this.out = out;
    this.encoder = encoder;
    RANDOM.nextBytes(sync);
    out.write(AvroBlocks.MAGIC);
    AvroWriter header = new AvroWriter();
    header.writeLong(2);
    header.writeString("avro.schema");
    header.writeBytes(schema.getBytes(StandardCharsets.UTF_8));
    header.writeString("avro.codec");
    header.writeString(CODEC.label());
    header.writeLong(0);
    out.write(header.toBytes());
    out.write(sync);
  }

  @Override
  public void addElement(T row) throws IOException {
    block.raw(encoder.encode(row));
    rows++;
    if (block.size() >= BLOCK) {
      endBlock();
    }
  }

  private void endBlock() throws IOException {
    if (rows == 0) {
      return;
    }
    byte[] data = block.toBytes();
    byte[] packed = CODEC.pack(data, data.length);
    AvroWriter head = new AvroWriter();
    head.writeLong(rows);
    head.writeLong(packed.length);
    out.write(head.toBytes());
    out.write(packed);
    out.write(sync);
    block.reset();
    rows = 0;
  }

  @Override
  public void flush() throws IOException {
    endBlock();
    out.flush();
  }

  @Override
  public void finish() throws IOException {
    // The file itself is Flink's to close.
    flush();
  }
}
