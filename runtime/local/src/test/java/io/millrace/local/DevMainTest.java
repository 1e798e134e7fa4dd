package io.millrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("thorough")
class DevMainTest {
  private static final String NUMBERS =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: numbers
      parameters:
        brokers: { type: string, env: KAFKA_BROKERS, default: localhost:9092 }
      connections:
        main: { type: kafka, bootstrap-servers: "${brokers}" }
      sources:
        made: { type: datagen, rate: 50, fields: { id: index, text: string(index) } }
      operators:
        some: { type: filter, input: made, where: id % 2 == 0 }
      sinks:
        out: { type: kafka, connection: main, input: some, topic: numbers, format: json, delivery: at-least-once }
      """;

  private static final String READER =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: reader
      parameters:
        brokers: { type: string, env: KAFKA_BROKERS, default: localhost:9092 }
      connections:
        main: { type: kafka, bootstrap-servers: "${brokers}" }
      sources:
        read: { type: kafka, connection: main, topic: numbers, format: json, schema: { id: int, text: string }, on-error: skip }
      sinks:
        out: { type: blackhole, input: read }
      """;

  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long changes;

  @Test
  @Timeout(150)
  void runsWhatIsRight() throws Exception {
    Path numbers = write("numbers.yaml", NUMBERS);
    Path reader = write("reader.yaml", READER);
    DevMain dev =
        DevMain.of(
            List.of(
                "--watch",
                directory.toString(),
                "--root",
                directory.toString(),
                "--java",
                directory.resolve("../java").toString(),
                numbers.toString(),
                reader.toString()),
            new Console(stream(out), stream(err)));
    Thread watching = new Thread(() -> watch(dev));
    watching.start();
    try (dev) {
      await(() -> said(out).contains("reader.read: "));
      assertThat(said(out)).containsPattern("checked 2 pipelines in \\d+ ms");
      assertThat(said(out)).contains("Kafka: embedded broker", "numbers.some: ");

      write("numbers.yaml", NUMBERS.replace("id % 2 == 0", "idd % 2 == 0"));
      await(() -> said(out).contains("the last right version goes on"));
      assertThat(said(err)).contains("error[TYP002]: unknown name `idd`", "numbers.yaml:11:45");
      out.reset();
      await(() -> said(out).contains("numbers.some: "));

      write("numbers.test.yaml", "no test");
      write(".numbers.yaml.swp", "what an editor leaves");
      write("numbers.yaml", NUMBERS + "# and a word\n");
      await(() -> said(out).contains("the job is the same, and goes on"));

      write("numbers.yaml", NUMBERS.replace("id % 2 == 0", "id % 2 == 1"));
      await(() -> said(out).contains("the new version starts"));
      out.reset();
      await(() -> said(out).contains("numbers.some: "));
      assertThat(said(out)).containsPattern("some: \\d+ rows\\R +\\{ id: \\d*[13579], ");
    }
    watching.join(30_000);
    assertThat(watching.isAlive()).isFalse();
  }

  private static void watch(DevMain dev) {
    try {
      dev.watch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Also where the clock of the file system is coarse, a file that is written has another time. */
  private Path write(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.ofEpochSecond(1_800_000_000L + changes++)));
    return file;
  }

  private static PrintStream stream(ByteArrayOutputStream into) {
    return new PrintStream(into, true, UTF_8);
  }

  private static String said(ByteArrayOutputStream into) {
    return into.toString(UTF_8);
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(50); // the test's timeout ends it
    }
  }
}
