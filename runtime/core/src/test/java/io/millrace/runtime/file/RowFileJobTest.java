package io.millrace.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import io.millrace.runtime.job.JobStartException;
import io.millrace.runtime.source.FailOnce;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("thorough")
class RowFileJobTest {
  @TempDir private Path directory;

  private static final class NumberDecoder extends RecordDecoder<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long decode(byte[] bytes, int offset, int length) throws DecodeException {
      String text = new String(bytes, offset, length, UTF_8);
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new DecodeException("no number: " + text);
      }
    }
  }

  private static final class NumberEncoder extends RecordEncoder<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] encode(Long row) {
      return Long.toString(row).getBytes(UTF_8);
    }

    @Override
    public byte[] header() {
      return "number".getBytes(UTF_8);
    }
  }

  private static StreamExecutionEnvironment environment(RuntimeExecutionMode mode) {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
  }

  private Path input(String... files) throws IOException {
    Path input = Files.createDirectory(directory.resolve("in"));
    for (int file = 0; file < files.length; file++) {
      Files.writeString(input.resolve("part-" + file + ".txt"), files[file]);
    }
    return input;
  }

  /** Flink leaves what a failed attempt was writing, under a hidden name. */
  private static boolean visible(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
  }

  private static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(RowFileJobTest::visible).sorted().toList()) {
        assertThat(file.getFileName().toString()).endsWith(".csv").startsWith("part-");
        List<String> content = Files.readAllLines(file);
        assertThat(content.get(0)).isEqualTo("number");
        lines.addAll(content.subList(1, content.size()));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"STREAMING", "BATCH"})
  void eachRowIsWrittenOnceThoughTheJobFails(RuntimeExecutionMode mode) throws Exception {
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < 400; row++) {
      (row < 200 ? first : second).append(row).append('\n');
      expected.add("" + row);
    }
    Path output = directory.resolve("out");
    StreamExecutionEnvironment env = environment(mode);
    env.fromSource(
            RowFileSource.failing(
                "rows",
                input(first.toString(), second.toString()).toString(),
                RowLayout.lines(),
                new NumberDecoder(),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "rows")
        .map(new FailOnce(300))
        .sinkTo(RowFileSink.of(output.toString(), ".csv", new NumberEncoder()));
    env.execute();
    assertThat(FailOnce.failures()).isEqualTo(mode == RuntimeExecutionMode.BATCH ? 0 : 1);
    assertThat(lines(output)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void skipsBadRows() throws Exception {
    StreamExecutionEnvironment env = environment(RuntimeExecutionMode.STREAMING);
    List<Long> rows = new ArrayList<>();
    try (var results =
        env.fromSource(
                RowFileSource.skipping(
                    "rows",
                    input("1\nx\n2\n", "y\n3").toString(),
                    RowLayout.lines(),
                    new NumberDecoder(),
                    Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "rows")
            .executeAndCollect()) {
      results.forEachRemaining(rows::add);
    }
    assertThat(rows).as("files in the order of their names").containsExactly(1L, 2L, 3L);
  }

  @Test
  void failsWithFileAndLine() throws Exception {
    Path input = input("1\nx\n2\n");
    StreamExecutionEnvironment env = environment(RuntimeExecutionMode.STREAMING);
    env.fromSource(
            RowFileSource.failing(
                "rows", input.toString(), RowLayout.lines(), new NumberDecoder(), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "rows")
        .sinkTo(new RowPrintSink<>("out", new NumberEncoder()));
    assertThatThrownBy(env::execute)
        .satisfies(
            e ->
                assertThat(ExceptionUtils.stringifyException(e))
                    .contains(
                        "rows: bad row in file "
                            + input.resolve("part-0.txt")
                            + ", line 2: no number: x. "));
  }

  @Test
  void printsRowsWithTheirNode() throws Exception {
    PrintStream standard = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      StreamExecutionEnvironment env = environment(RuntimeExecutionMode.STREAMING);
      env.fromSource(
              RowFileSource.failing(
                  "rows",
                  input("1\n2").toString(),
                  RowLayout.lines(),
                  new NumberDecoder(),
                  Types.LONG),
              WatermarkStrategy.noWatermarks(),
              "rows")
          .sinkTo(new RowPrintSink<>("out", new NumberEncoder()));
      env.execute();
    } finally {
      System.setOut(standard);
    }
    assertThat(printed.toString(UTF_8).lines().filter(line -> line.startsWith("out> ")))
        .containsExactly("out> 1", "out> 2");
  }

  @Test
  void missesFilesBeforeTheJobStarts() throws IOException {
    String missing = directory.resolve("none.json").toString();
    assertThatThrownBy(() -> FilePreflight.check("rows", missing))
        .isInstanceOf(JobStartException.class)
        .hasMessage("rows: there is no file or directory " + missing);
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> FilePreflight.check("rows", empty.toString()))
        .isInstanceOf(JobStartException.class)
        .hasMessage("rows: the directory " + empty + " is empty");
    assertThatThrownBy(() -> FilePreflight.check("rows", "nosuch://bucket/a"))
        .isInstanceOf(JobStartException.class)
        .hasMessageStartingWith("rows: nosuch://bucket/a cannot be read: ");
    FilePreflight.check("rows", input("1").toString());
    FilePreflight.check("rows", directory.resolve("in/part-0.txt").toString());
  }
}
