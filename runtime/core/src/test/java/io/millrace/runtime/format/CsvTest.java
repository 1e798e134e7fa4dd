package io.millrace.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** CSV rows, written and read back. */
class CsvTest {
  private static final String[][] COLUMNS = {{"a"}, {"b", "old b"}, {"c"}};

  @Test
  void anyTextSurvives() throws DecodeException {
    Random random = new Random(5);
    for (char delimiter : new char[] {',', ';', '\t', '|'}) {
      CsvWriter out = new CsvWriter(delimiter);
      CsvReader in = new CsvReader(delimiter, COLUMNS);
      for (int i = 0; i < 20_000; i++) {
        List<@Nullable String> cells = new ArrayList<>();
        out.start();
        for (int j = 0; j < 3; j++) {
          String cell = random.nextInt(6) == 0 ? null : text(random);
          cells.add(cell);
          out.cell();
          if (cell != null) {
            out.writeString(cell);
          }
        }
        byte[] row = out.toBytes();
        byte[] bytes = new byte[row.length + 8];
        System.arraycopy(row, 0, bytes, 3, row.length);
        in.reset(bytes, 3, row.length);
        for (int j = 0; j < 3; j++) {
          assertThat(in.isPresent(j) ? in.readString(j) : null).isEqualTo(cells.get(j));
        }
      }
    }
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    int length = random.nextInt(8);
    for (int i = 0; i < length; i++) {
      out.append(
          switch (random.nextInt(12)) {
            case 0 -> "\"";
            case 1 -> ",";
            case 2 -> "\n";
            case 3 -> "\r";
            case 4 -> " ";
            case 5 -> ";";
            case 6 -> "\t";
            case 7 -> "ü";
            case 8 -> "🎉";
            default -> "x";
          });
    }
    return out.toString();
  }

  @Test
  void numbersAreStrict() throws DecodeException {
    assertThat(row("1,-2,x").readLong(0)).isEqualTo(1);
    assertThat(row(" 1 ,-2e3,x").readDouble(1)).isEqualTo(-2000);
    assertThat(row("NaN,-Infinity,x").readDouble(0)).isNaN();
    assertThat(row("NaN,-Infinity,x").readDouble(1)).isEqualTo(Double.NEGATIVE_INFINITY);
    for (String wrong :
        new String[] {"0x1", "1_000", "1,5", "+1", "01", "1.", ".5", "1d", "x", "N", "y"}) {
      CsvReader in = row("\"" + wrong + "\"");
      assertThatThrownBy(() -> in.readDouble(0))
          .hasMessage("field a: expected a number, found `" + wrong + "` at byte 1");
    }
    assertThatThrownBy(() -> row("1.5").readLong(0))
        .hasMessage("field a: expected an int of 64 bits, found `1.5` at byte 0");
    assertThatThrownBy(() -> row("1,9e999").readDouble(1))
        .hasMessage(
            "field b: expected a number within the range of doubles, found `9e999` at byte 2");
    assertThatThrownBy(() -> row(",1").readDouble(0))
        .hasMessage("field a: expected a number, found an empty cell");
    assertThatThrownBy(() -> row("1").readDouble(2))
        .hasMessage("field c: expected a number, found an empty cell");
  }

  @Test
  void quotesAreChecked() {
    assertThatThrownBy(() -> row("\"a\"b,1"))
        .hasMessage(
            "field a: expected the delimiter behind the closing quote, found other text at byte 3");
    assertThatThrownBy(() -> row("1,\"a\"\"")).hasMessageContaining("expected a closing quote");
    assertThatThrownBy(() -> row("1,2,3,4"))
        .hasMessage("the row has 4 cells, but there are 3 columns");
  }

  @Test
  void aHeaderGivesTheOrder() throws DecodeException {
    CsvReader in = new CsvReader(',', COLUMNS);
    byte[] header = "\uFEFFc,\"x,y\",old b,a,z\r\n".getBytes(StandardCharsets.UTF_8);
    in.readHeader(header, 0, header.length);
    byte[] row = "1,2,3,4,5\n".getBytes(StandardCharsets.UTF_8);
    in.reset(row, 0, row.length);
    assertThat(in.readLong(0)).isEqualTo(4);
    assertThat(in.readLong(1)).isEqualTo(3);
    assertThat(in.readLong(2)).isEqualTo(1);
  }

  private static CsvReader row(String text) throws DecodeException {
    CsvReader in = new CsvReader(',', COLUMNS);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    in.reset(bytes, 0, bytes.length);
    return in;
  }
}
