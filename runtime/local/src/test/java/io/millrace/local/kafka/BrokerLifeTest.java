package io.millrace.local.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.jvm.JvmClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker's process never outlives its owner, and says why when it does not start. */
class BrokerLifeTest {
  @Test
  void closeEndsTheProcessAndRemovesItsDirectory() {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(BrokerOptions.defaults().withPatience(Duration.ofSeconds(60)));
    long pid = kafka.pid();
    Path directory = kafka.directory();
    kafka.createTopic("some", 2);
    assertThat(directory).isDirectory();
    assertThat(ProcessHandle.of(pid)).isPresent();

    kafka.close();
    kafka.close();

    assertThat(kafka.isAlive()).isFalse();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(directory).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "KILL", "INT"})
  @DisabledOnOs(OS.WINDOWS)
  void goesAwayHoweverItsOwnerEnds(String end) throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                JvmClassPath.joined(JvmClassPath.entries()),
                BrokerOwner.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader out = new BufferedReader(new InputStreamReader(owner.getInputStream(), UTF_8));
      String[] line = out.readLine().split(" ");
      long pid = Long.parseLong(line[0]);
      Path directory = Path.of(line[1]);
      assertThat(ProcessHandle.of(pid)).isPresent();

      if (end.equals("exit")) {
        owner.getOutputStream().write('\n');
        owner.getOutputStream().close();
      } else {
        signal(owner.pid(), end.equals("INT") && ignoresInterrupt(owner) ? "TERM" : end);
      }
      assertThat(owner.waitFor(60, TimeUnit.SECONDS)).isTrue();

      ProcessHandle.of(pid).ifPresent(BrokerLifeTest::awaitEnd);
      assertThat(ProcessHandle.of(pid)).isEmpty();
      assertThat(directory).doesNotExist();
    } finally {
      owner.destroyForcibly();
    }
  }

  /** In a terminal, Ctrl-C signals the broker, too: it waits for its owner to go. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void servesOnAfterAnInterrupt() throws Exception {
    EmbeddedKafka kafka = SharedKafka.get();
    signal(kafka.pid(), "INT");
    kafka.createTopic("after-interrupt", 1);
    assertThat(kafka.isAlive()).isTrue();
  }

  @Test
  void namesATakenPort() throws IOException {
    try (ServerSocket socket = LoopbackPort.listen()) {
      BrokerOptions options = BrokerOptions.defaults().withPort(socket.getLocalPort());
      assertThatThrownBy(() -> EmbeddedKafka.start(options))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("port " + socket.getLocalPort() + " of 127.0.0.1 is taken")
          .hasMessageContaining("or 0 for any free one");
    }
  }

  @Test
  void showsTheEndOfTheLogWhenTheBrokerRefusesItsConfiguration() {
    BrokerOptions options = BrokerOptions.defaults().withProperty("num.io.threads", "none");
    assertThatThrownBy(() -> EmbeddedKafka.start(options))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("while starting")
        .hasMessageContaining("Invalid value none for configuration num.io.threads");
  }

  @Test
  void noticesThatAnotherProcessWasQuickerToTakeThePort() throws Exception {
    try (ServerSocket socket = LoopbackPort.listen();
        BrokerProcess process =
            BrokerProcess.launch(
                BrokerOptions.defaults(), socket.getLocalPort(), LoopbackPort.free())) {
      assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(60)))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("Address already in use");
      assertThat(process.portTaken()).isTrue();
      process.close();
      assertThat(process.directory()).doesNotExist();
    }
  }

  @Test
  void givesUpOnABrokerWithoutProgress() {
    assertThatThrownBy(
            () -> EmbeddedKafka.start(BrokerOptions.defaults().withPatience(Duration.ZERO)))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("did not become ready in");
  }

  private static void signal(long pid, String name) throws Exception {
    int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    assertThat(exit).isZero();
  }

  /** A build that runs in the background of a shell hands down an ignored SIGINT. */
  private static boolean ignoresInterrupt(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the broker outlived its owner", e);
    }
  }
}
