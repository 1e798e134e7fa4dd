package io.millrace.maven.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRootTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
  private static final String ORDERS = "com/example/orders/OrdersJob.java";
  private static final String TRAFFIC = "com/example/traffic/TrafficJob.java";

  @TempDir private Path directory;
  private Path output;
  private Path record;

  @BeforeEach
  void paths() {
    output = directory.resolve("generated-sources/millrace");
    record = directory.resolve("millrace/src-main-pipelines.generated");
  }

  @Test
  void aSecondUpdateTouchesNothing() throws IOException {
    SourceRoot.Update first = update(Map.of(ORDERS, "class OrdersJob {}", TRAFFIC, "// é"));
    assertThat(first).isEqualTo(new SourceRoot.Update(2, 0, 0, List.of()));
    List<Path> all = files();
    assertThat(all).hasSize(3);
    for (Path file : all) {
      Files.setLastModifiedTime(file, LONG_AGO);
    }

    SourceRoot.Update second = update(Map.of(ORDERS, "class OrdersJob {}", TRAFFIC, "// é"));

    assertThat(second).isEqualTo(new SourceRoot.Update(0, 2, 0, List.of()));
    assertThat(files()).isEqualTo(all);
    for (Path file : all) {
      assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
    }
  }

  @Test
  void onlyTheChangedFileIsWritten() throws IOException {
    update(Map.of(ORDERS, "1", TRAFFIC, "1"));
    Files.setLastModifiedTime(output.resolve(TRAFFIC), LONG_AGO);

    SourceRoot.Update update = update(Map.of(ORDERS, "2", TRAFFIC, "1"));

    assertThat(update).isEqualTo(new SourceRoot.Update(1, 1, 0, List.of()));
    assertThat(output.resolve(ORDERS)).hasContent("2");
    assertThat(Files.getLastModifiedTime(output.resolve(TRAFFIC))).isEqualTo(LONG_AGO);
  }

  @Test
  void aFileOfAPipelineThatIsGoneGoesWithItsDirectory() throws IOException {
    update(Map.of(ORDERS, "1", TRAFFIC, "1"));

    SourceRoot.Update update = update(Map.of(TRAFFIC, "1"));

    assertThat(update).isEqualTo(new SourceRoot.Update(0, 1, 1, List.of()));
    assertThat(output.resolve("com/example/orders")).doesNotExist();
    assertThat(output.resolve(TRAFFIC)).exists();
  }

  @Test
  void filesThatWeDidNotWriteStay() throws IOException {
    update(Map.of(ORDERS, "1"));
    Path foreign = output.resolve("com/example/orders/Helper.java");
    Files.writeString(foreign, "class Helper {}");
    Files.writeString(output.resolve(TRAFFIC.replace("traffic/", "")), "not ours");

    SourceRoot.Update update = update(Map.of());

    assertThat(update.deleted()).isEqualTo(1);
    assertThat(foreign).exists();
    assertThat(output.resolve("com/example/TrafficJob.java")).exists();
  }

  @Test
  void aFileEditedByHandIsNotDeletedButNamed() throws IOException {
    update(Map.of(ORDERS, "1"));
    Files.writeString(output.resolve(ORDERS), "precious");

    SourceRoot.Update update = update(Map.of());

    assertThat(update).isEqualTo(new SourceRoot.Update(0, 0, 0, List.of(ORDERS)));
    assertThat(output.resolve(ORDERS)).hasContent("precious");
  }

  @Test
  void aFileEditedByHandIsWrittenAgainWhileItsPipelineLives() throws IOException {
    update(Map.of(ORDERS, "1"));
    Files.writeString(output.resolve(ORDERS), "edited");

    assertThat(update(Map.of(ORDERS, "1")).written()).isEqualTo(1);
    assertThat(output.resolve(ORDERS)).hasContent("1");
  }

  @Test
  void twoRecordsShareAnOutputWithoutDeletingEachOthersFiles() throws IOException {
    update(Map.of(ORDERS, "1"));
    Path other = directory.resolve("millrace/other.generated");
    new SourceRoot(output).update(new TreeMap<>(Map.of(TRAFFIC, "1")), List.of(), List.of(), other);

    new SourceRoot(output).update(new TreeMap<>(), List.of(), List.of(), other);

    assertThat(output.resolve(TRAFFIC)).doesNotExist();
    assertThat(output.resolve(ORDERS)).exists();
  }

  @Test
  void aLostRecordDeletesNothingAndIsMadeAgain() throws IOException {
    update(Map.of(ORDERS, "1", TRAFFIC, "1"));
    Files.delete(record);

    assertThat(update(Map.of(ORDERS, "1"))).isEqualTo(new SourceRoot.Update(0, 1, 0, List.of()));
    assertThat(output.resolve(TRAFFIC)).exists();
    assertThat(WrittenFiles.read(record).hashes()).containsOnlyKeys(ORDERS);
  }

  @Test
  void aRecordCannotLeadOutOfTheOutputDirectory() throws IOException {
    Path precious = directory.resolve("precious.txt");
    Files.writeString(precious, "1");
    update(Map.of(ORDERS, "1"));
    String hash = WrittenFiles.read(record).hashes().get(ORDERS);
    Files.writeString(record, "file\t" + hash + "\t../../precious.txt\n");

    assertThatThrownBy(() -> update(Map.of())).isInstanceOf(IOException.class);
    assertThat(precious).exists();
  }

  @Test
  void jobsAreRemembered() throws IOException {
    GeneratedJob job =
        new GeneratedJob("orders", "com.example.orders.OrdersJob", "eu/my orders.yaml");
    new SourceRoot(output)
        .update(new TreeMap<>(Map.of(ORDERS, "1")), List.of(job), List.of(), record);

    assertThat(WrittenFiles.read(record).jobs()).containsExactly(job);
  }

  private SourceRoot.Update update(Map<String, String> texts) throws IOException {
    return new SourceRoot(output).update(new TreeMap<>(texts), List.of(), List.of(), record);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
