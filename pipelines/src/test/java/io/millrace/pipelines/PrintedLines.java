package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * What print sinks print, caught instead of shown: jobs that start while this is open find it as
 * standard output. Several may be open; all of them share what is printed.
 */
public final class PrintedLines implements AutoCloseable {
  private static final ByteArrayOutputStream BYTES = new ByteArrayOutputStream();
  private static final PrintStream CONSOLE = System.out;
  private static int open;

  private PrintedLines() {}

  /** Starts to catch. */
  public static synchronized PrintedLines capture() {
    if (open++ == 0) {
      BYTES.reset();
      System.setOut(new PrintStream(BYTES, true, UTF_8));
    }
    return new PrintedLines();
  }

  /** All lines since the first of those that are open was opened, or since the last was closed. */
  public List<String> all() {
    return BYTES.toString(UTF_8).lines().toList();
  }

  /** The lines of one sink, without its name. */
  public List<String> of(String sink) {
    String prefix = sink + "> ";
    return all().stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  /** Stops; what was caught is there until another capture starts. */
  @Override
  public void close() {
    synchronized (PrintedLines.class) {
      if (--open == 0) {
        System.setOut(CONSOLE);
      }
    }
  }
}
