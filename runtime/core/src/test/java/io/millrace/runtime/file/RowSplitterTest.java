package io.millrace.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowSplitterTest {
  /** Gives a few bytes at a time, so that rows and quotes are cut anywhere. */
  private static final class Dripping extends ByteArrayInputStream {
    private final int step;

    Dripping(byte[] bytes, int step) {
      super(bytes);
      this.step = step;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, step));
    }
  }

  private static List<String> rows(RowLayout layout, String text) throws IOException {
    List<String> whole = rows(layout, new ByteArrayInputStream(text.getBytes(UTF_8)));
    for (int step = 1; step <= 3; step++) {
      assertThat(rows(layout, new Dripping(text.getBytes(UTF_8), step))).isEqualTo(whole);
    }
    return whole;
  }

  private static List<String> rows(RowLayout layout, InputStream in) throws IOException {
    List<String> rows = new ArrayList<>();
    try (RowSplitter splitter = new RowSplitter(in, layout)) {
      while (splitter.next()) {
        rows.add(splitter.line() + ":" + new String(splitter.copy(), UTF_8));
      }
      assertThat(splitter.next()).isFalse();
    }
    return rows;
  }

  @Test
  void endsRowsAtLineBreaks() throws IOException {
    assertThat(rows(RowLayout.lines(), "a\nb\r\n\n\r\nc")).containsExactly("1:a", "2:b", "5:c");
    assertThat(rows(RowLayout.lines(), "")).isEmpty();
    assertThat(rows(RowLayout.lines(), "\n")).isEmpty();
    assertThat(rows(RowLayout.lines(), "\uFEFF{}\nß")).containsExactly("1:{}", "2:ß");
    assertThat(rows(RowLayout.lines(), "\"a\nb\"")).containsExactly("1:\"a", "2:b\"");
  }

  @Test
  void keepsQuotedLineBreaksInTheirRow() throws IOException {
    RowLayout csv = RowLayout.csv(',');
    assertThat(rows(csv, "1,\"a\nb\"\n2,c\n")).containsExactly("1:1,\"a\nb\"", "3:2,c");
    assertThat(rows(csv, "\"a\"\"\nb\",x\r\ny")).containsExactly("1:\"a\"\"\nb\",x", "3:y");
    assertThat(rows(csv, "\"\"\n\"\"\"\n\"\"\"\nz"))
        .containsExactly("1:\"\"", "2:\"\"\"\n\"\"\"", "4:z");
    assertThat(rows(RowLayout.csv(';'), "a;\"b\nc\"\nd")).containsExactly("1:a;\"b\nc\"", "3:d");
  }

  @Test
  void quotesOnlyMatterWhereAFieldStarts() throws IOException {
    RowLayout csv = RowLayout.csv(',');
    assertThat(rows(csv, "5\" pipe,x\nb")).containsExactly("1:5\" pipe,x", "2:b");
    assertThat(rows(csv, "a\"\"b\nc")).containsExactly("1:a\"\"b", "2:c");
    assertThat(rows(RowLayout.csv(';'), "a,\"b\nc\"")).containsExactly("1:a,\"b", "2:c\"");
    assertThat(rows(csv, "\"a\" \"b\nc")).containsExactly("1:\"a\" \"b", "2:c");
  }

  @Test
  void takesRowsLongerThanItsBuffer() throws IOException {
    String big = "x".repeat(300_000);
    assertThat(
            rows(
                RowLayout.lines(), new ByteArrayInputStream((big + "\ny\n" + big).getBytes(UTF_8))))
        .containsExactly("1:" + big, "2:y", "3:" + big);
  }

  @Test
  void goesOnBehindAnyRow() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("\uFEFF");
    for (int row = 0; row < 3_000; row++) {
      text.append(row)
          .append(random.nextInt(4) == 0 ? ",\"x\n\n\"\"y\"" : ",")
          .append("z".repeat(random.nextInt(90)));
      text.append(random.nextBoolean() ? "\n" : "\r\n").append(random.nextInt(5) == 0 ? "\n" : "");
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    RowLayout csv = RowLayout.csv(',');
    List<String> all = rows(csv, new ByteArrayInputStream(bytes));
    assertThat(all).hasSize(3_000);
    List<Long> positions = new ArrayList<>();
    try (RowSplitter splitter = new RowSplitter(new ByteArrayInputStream(bytes), csv)) {
      while (splitter.next()) {
        positions.add(splitter.position());
      }
    }
    for (int row = 0; row < 3_000; row += 111) {
      try (RowSplitter splitter = new RowSplitter(new Dripping(bytes, 1_000), csv)) {
        splitter.skipTo(positions.get(row));
        assertThat(splitter.next()).isTrue();
        assertThat(splitter.line() + ":" + new String(splitter.copy(), UTF_8))
            .isEqualTo(all.get(row + 1));
      }
    }
  }
}
