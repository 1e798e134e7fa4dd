package io.millrace.maven.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JavaForkTest {
  @TempDir private Path directory;

  @Test
  void passesArgumentsAndOpensWhatFlinkNeeds() throws Exception {
    Path out = directory.resolve("out with blank.txt");

    int exitCode = fork("write", out.toString(), "a b", "");

    assertThat(exitCode).isZero();
    assertThat(Files.readAllLines(out))
        .containsExactly("a b", "", "java.util opened", "java.lang opened", "java.time opened");
  }

  @Test
  void theExitCodeComesBack() throws Exception {
    assertThat(fork("exit", "7")).isEqualTo(7);
  }

  @Test
  void anInterruptEndsTheFork() throws Exception {
    Path pidFile = directory.resolve("pid");
    Thread[] waiting = new Thread[1];
    boolean[] interrupted = new boolean[1];
    waiting[0] =
        new Thread(
            () -> {
              try {
                fork("sleep", pidFile.toString());
              } catch (InterruptedException e) {
                interrupted[0] = true;
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    waiting[0].start();
    long pid = awaitPid(pidFile);

    waiting[0].interrupt();
    waiting[0].join();

    assertThat(interrupted[0]).isTrue();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void endingTheParentEndsTheFork() throws Exception {
    Path pidFile = directory.resolve("pid");
    ForkRequest request = request(directory, "outer.jar", "nest", pidFile.toString());
    LauncherJar.write(request.launcherJar(), request.mainClass(), request.classPath());
    Process parent =
        new ProcessBuilder(
                request.java(),
                "-jar",
                request.launcherJar().toString(),
                "nest",
                pidFile.toString())
            .inheritIO()
            .start();
    try {
      ProcessHandle inner = ProcessHandle.of(awaitPid(pidFile)).orElseThrow();

      parent.destroy(); // as Ctrl-C does: a signal that runs shutdown hooks
      parent.waitFor();

      inner.onExit().get();
      assertThat(inner.isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  private static long awaitPid(Path file) throws Exception {
    while (!Files.exists(file)) {
      Thread.sleep(20);
    }
    return Long.parseLong(Files.readString(file));
  }

  private int fork(String... arguments) throws IOException, InterruptedException {
    return new JavaFork().run(request(directory, "launch me.jar", arguments));
  }

  static ForkRequest request(Path directory, String launcher, String... arguments) {
    List<Path> classPath =
        Arrays.stream(testClassPath().split(File.pathSeparator))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .toList();
    return new ForkRequest(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        List.of("-Xmx64m"),
        ForkedMain.class.getName(),
        classPath,
        List.of(arguments),
        directory.resolve(launcher),
        directory);
  }

  /** A JVM started with -jar has only the jar on its class path: look where the classes are. */
  private static String testClassPath() {
    return Stream.of(JavaFork.class, ForkedMain.class)
        .map(type -> Path.of(location(type)).toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static URI location(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
