package io.millrace.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Decoded;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileFormatTest {
  @TempDir private Path directory;

  /** Keeps bad rows as dead letters do. */
  private static final class Format extends RowFileFormat<TestRow, Decoded> {
    private static final long serialVersionUID = 1L;

    Format(RowLayout layout, RecordDecoder<TestRow> decoder) {
      super("rows", new LineFiles<>(layout, decoder), TypeInformation.of(Decoded.class));
    }

    @Override
    Decoded bad(String path, RowCursor<TestRow> row, DecodeException e) {
      return new BadRecord(
          null, row.copy(), path, -1, row.number(), Long.MIN_VALUE, node, cause(e));
    }
  }

  /** Rows behind a header {@code name=at} or, with the two changed over, {@code at=name}. */
  private static final class HeaderDecoder extends RecordDecoder<TestRow> {
    private static final long serialVersionUID = 1L;

    private boolean nameFirst;

    @Override
    public boolean hasHeader() {
      return true;
    }

    @Override
    public void readHeader(byte[] bytes, int offset, int length) throws DecodeException {
      String text = new String(bytes, offset, length, UTF_8);
      if (!text.equals("name=at") && !text.equals("at=name")) {
        throw new DecodeException("unknown columns " + text);
      }
      nameFirst = text.equals("name=at");
    }

    @Override
    public TestRow decode(byte[] bytes, int offset, int length) throws DecodeException {
      String text = new String(bytes, offset, length, UTF_8);
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new DecodeException("no =");
      }
      String first = text.substring(0, equals);
      String second = text.substring(equals + 1);
      return nameFirst
          ? new TestRow(first, Long.parseLong(second))
          : new TestRow(second, Long.parseLong(first));
    }
  }

  private FileSourceSplit file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(text.getBytes(UTF_8));
    }
    long size = Files.size(file);
    return new FileSourceSplit(
        "1", new org.apache.flink.core.fs.Path(file.toUri()), 0, size, 0, size);
  }

  private static List<RecordAndPosition<Decoded>> read(BulkFormat.Reader<Decoded> reader)
      throws IOException {
    List<RecordAndPosition<Decoded>> rows = new ArrayList<>();
    try (reader) {
      BulkFormat.RecordIterator<Decoded> batch;
      while ((batch = reader.readBatch()) != null) {
        RecordAndPosition<Decoded> row;
        while ((row = batch.next()) != null) {
          rows.add(row);
        }
        batch.releaseBatch();
      }
    }
    return rows;
  }

  private static List<String> texts(List<RecordAndPosition<Decoded>> rows) {
    return rows.stream().map(row -> text(row.getRecord())).toList();
  }

  private static String text(Decoded row) {
    return row instanceof BadRecord bad
        ? "line " + bad.position() + ": " + new String(bad.value(), UTF_8)
        : ((TestRow) row).name();
  }

  @Test
  void badRowsKnowTheirFileAndLine() throws IOException {
    FileSourceSplit split = file("a.txt", "a=1\n\nbad\nb=2\n");
    List<RecordAndPosition<Decoded>> rows =
        read(
            new Format(RowLayout.lines(), new TestRow.Decoder())
                .createReader(new Configuration(), split));
    assertThat(texts(rows)).containsExactly("a", "line 3: bad", "b");
    assertThat(((BadRecord) rows.get(1).getRecord()).origin())
        .isEqualTo(directory.resolve("a.txt").toString());
  }

  @Test
  void restoresBehindAnyRow() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 1_300; row++) {
      text.append(row % 7 == 3 ? "\"bad\n" + row + "\"" : row + "=" + row).append("\n");
      text.append(row % 5 == 0 ? "\n" : "");
    }
    for (String name : List.of("plain.csv", "packed.csv.gz")) {
      FileSourceSplit split = file(name, "name=at\r\n" + text);
      Format format = new Format(RowLayout.csv(','), new HeaderDecoder());
      List<RecordAndPosition<Decoded>> rows = read(format.createReader(new Configuration(), split));
      assertThat(rows).hasSize(1_300);
      for (int row : new int[] {0, 1, 2, 3, 4, 510, 511, 512, 513, 1_298, 1_299}) {
        FileSourceSplit restored =
            split.updateWithCheckpointedPosition(
                new CheckpointedPosition(
                    rows.get(row).getOffset(), rows.get(row).getRecordSkipCount()));
        assertThat(texts(read(format.restoreReader(new Configuration(), restored))))
            .isEqualTo(texts(rows).subList(row + 1, rows.size()));
      }
    }
  }

  @Test
  void readsEachFileWithItsOwnHeader() throws IOException {
    Format format = new Format(RowLayout.csv(';'), new HeaderDecoder());
    for (FileSourceSplit split :
        List.of(file("a.csv", "name=at\r\na=1\n"), file("b.csv", "at=name\n1=a"))) {
      assertThat(texts(read(format.createReader(new Configuration(), split)))).containsExactly("a");
    }
    assertThat(read(format.createReader(new Configuration(), file("empty.csv", "")))).isEmpty();
    FileSourceSplit bad = file("bad.csv", "x\na=1\n");
    assertThatThrownBy(() -> format.createReader(new Configuration(), bad))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("bad.csv: unknown columns x")
        .hasMessageStartingWith("rows: bad header in file ");
  }
}
