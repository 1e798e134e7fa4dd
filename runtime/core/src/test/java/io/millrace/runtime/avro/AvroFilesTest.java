package io.millrace.runtime.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.file.RowCursor;
import io.millrace.runtime.format.DecodeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroFilesTest {
  private static final String SCHEMA =
      """
      {"type":"record","name":"Line","fields":[
        {"name":"text","type":"string"},{"name":"n","type":"long"}]}""";

  private static final int ROWS = 5_000;

  @TempDir private Path directory;

  private static final class Encoder extends AvroEncoder<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(Integer row, AvroWriter out) {
      out.writeString("row " + row + " of many");
      out.writeLong(row);
    }
  }

  /** Rows whose number is 13 are no rows. */
  private static final class Decoder extends AvroFileDecoder<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    protected Long read(AvroReader in, AvroSchema type) throws DecodeException {
      AvroSchema record = in.beginRecord(type);
      in.skip(record.field(0));
      long n = in.readLong(record.field(1));
      in.endRecord();
      if (n == 13) {
        throw new DecodeException("unlucky");
      }
      return n;
    }
  }

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AvroFileWriter<Integer> writer = new AvroFileWriter<>(out, new Encoder(), SCHEMA);
    for (int i = 0; i < ROWS; i++) {
      writer.addElement(i);
    }
    writer.finish();
    return out.toByteArray();
  }

  private org.apache.flink.core.fs.Path file(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("rows.avro"), bytes);
    return new org.apache.flink.core.fs.Path(file.toUri());
  }

  private static List<Long> rows(RowCursor<Long> cursor) throws IOException {
    List<Long> rows = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        try {
          rows.add(cursor.row());
        } catch (DecodeException e) {
          rows.add((long) -cursor.copy().length);
        }
      }
    }
    return rows;
  }

  @Test
  void readingGoesOnBehindAnyRow() throws IOException {
    org.apache.flink.core.fs.Path file = file(written());
    List<Long> all = rows(new Decoder().open(file, 0));
    assertThat(all).hasSize(ROWS).startsWith(0L, 1L, 2L).endsWith(ROWS - 1L);
    // The bad row is cut out: a text of 14 characters with its length, and a number.
    assertThat(all.get(13)).isEqualTo(-16);
    for (long position : List.of(1L, 13L, 14L, 2_500L, ROWS - 1L, (long) ROWS)) {
      assertThat(rows(new Decoder().open(file, position)))
          .isEqualTo(all.subList((int) position, ROWS));
    }
  }

  @Test
  void brokenFilesAreErrors() throws IOException {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length += 97) {
      org.apache.flink.core.fs.Path file = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> rows(new Decoder().open(file, 0)))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(".*rows.avro (is|ends).*");
    }
    for (int place = 200; place < whole.length; place += 997) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 0x55;
      org.apache.flink.core.fs.Path file = file(damaged);
      try {
        rows(new Decoder().open(file, 0));
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("is broken");
      }
    }
  }

  @Test
  void otherCodecsAreNamed() throws IOException {
    byte[] bytes = written();
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("deflate", "bzipped");
    org.apache.flink.core.fs.Path file = file(text.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new Decoder().open(file, 0))
        .hasMessageContaining("compressed with `bzipped`, which is not supported");
  }
}
