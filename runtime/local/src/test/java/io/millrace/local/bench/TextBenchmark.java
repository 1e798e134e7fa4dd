package io.millrace.local.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a text of a record costs from the bytes that were read to the bytes that are written: as a
 * {@code String}, as the same {@code String} for equal bytes (a small table, direct-mapped), and as
 * bytes that are only copied.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TextBenchmark {
  private static final int DOCUMENTS = 16_384;
  private static final int TABLE = 256;

  /** How many texts there are. */
  @Param({"4", "100", "10000"})
  public int values;

  /** How long they are, in bytes. */
  @Param({"8", "40"})
  public int length;

  private byte[] buffer;
  private int[] starts;
  private int cursor;
  private final byte[] out = new byte[64];
  private final String[] texts = new String[TABLE];
  private final byte[][] keys = new byte[TABLE][];

  @Setup
  public void fill() {
    Random random = new Random(1);
    byte[][] all = new byte[values][];
    for (int i = 0; i < values; i++) {
      all[i] = new byte[length];
      for (int j = 0; j < length; j++) {
        all[i][j] = (byte) ('a' + random.nextInt(26));
      }
    }
    buffer = new byte[DOCUMENTS * (length + 16)];
    starts = new int[DOCUMENTS];
    for (int i = 0; i < DOCUMENTS; i++) {
      starts[i] = i * (length + 16);
      System.arraycopy(all[random.nextInt(values)], 0, buffer, starts[i], length);
    }
  }

  private int next() {
    return starts[cursor++ & (DOCUMENTS - 1)];
  }

  @Benchmark
  public String read() {
    return new String(buffer, next(), length, ISO_8859_1);
  }

  @Benchmark
  public String readInterned() {
    return interned(next());
  }

  @Benchmark
  public byte[] readBytes() {
    int start = next();
    return Arrays.copyOfRange(buffer, start, start + length);
  }

  @Benchmark
  public byte[] readAndWrite() {
    return write(new String(buffer, next(), length, ISO_8859_1));
  }

  @Benchmark
  public byte[] readAndWriteInterned() {
    return write(interned(next()));
  }

  @Benchmark
  public byte[] readAndWriteBytes() {
    int start = next();
    byte[] text = Arrays.copyOfRange(buffer, start, start + length);
    System.arraycopy(text, 0, out, 0, length);
    return out;
  }

  @SuppressWarnings("deprecation") // the low bytes are what an encoder of ASCII takes
  private byte[] write(String text) {
    text.getBytes(0, length, out, 0);
    return out;
  }

  /** The text of the table if its bytes are these; otherwise a new one, which takes its place. */
  private String interned(int start) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + buffer[i];
    }
    int slot = (hash ^ hash >>> 16) & (TABLE - 1);
    byte[] key = keys[slot];
    if (key != null && Arrays.equals(key, 0, key.length, buffer, start, start + length)) {
      return texts[slot];
    }
    String text = new String(buffer, start, length, ISO_8859_1);
    keys[slot] = Arrays.copyOfRange(buffer, start, start + length);
    texts[slot] = text;
    return text;
  }
}
