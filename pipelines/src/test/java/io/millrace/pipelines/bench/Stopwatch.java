package io.millrace.pipelines.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU time that a job takes from its first event on: all that the process takes, less what the JVM
 * takes to compile code and to collect garbage. Where there is no {@code /proc} it is the whole.
 */
final class Stopwatch {
  private static final Path THREADS = Path.of("/proc/self/task");

  private static final List<String> OVERHEAD =
      List.of("C1 ", "C2 ", "GC Thread", "G1 ", "VM Thread", "VM Periodic", "Sweeper");

  private boolean running;
  private long cpuAtStart;
  private long wallAtStart;

  /** What was taken between start and stop, in ns. */
  record Time(long cpu, long wall) {}

  synchronized void reset() {
    running = false;
  }

  /** The first call counts. */
  synchronized void start() {
    if (!running) {
      running = true;
      cpuAtStart = cpu();
      wallAtStart = System.nanoTime();
    }
  }

  synchronized Time stop() {
    if (!running) {
      throw new IllegalStateException("the job has read nothing");
    }
    running = false;
    return new Time(cpu() - cpuAtStart, System.nanoTime() - wallAtStart);
  }

  private static long cpu() {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return process.getProcessCpuTime() - overhead();
  }

  private static long overhead() {
    if (!Files.isDirectory(THREADS)) {
      return 0;
    }
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        nanos += overhead(thread);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nanos;
  }

  private static long overhead(Path thread) throws IOException {
    try {
      String name = Files.readString(thread.resolve("comm"));
      if (OVERHEAD.stream().noneMatch(name::startsWith)) {
        return 0;
      }
      String times = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(times.substring(0, times.indexOf(' ')));
    } catch (IOException e) {
      if (!Files.exists(thread)) {
        return 0; // it has ended
      }
      throw e;
    }
  }
}
