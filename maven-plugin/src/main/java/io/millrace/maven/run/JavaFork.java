package io.millrace.maven.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own that shares this process's terminal. */
public final class JavaFork {
  private static final long SECONDS_TO_STOP = 10;

  /**
   * Runs until the process ends, and returns its exit code. If this JVM ends first, as by Ctrl-C,
   * the process is ended too.
   *
   * @throws InterruptedException if the waiting thread was interrupted; the process was ended
   */
  public int run(ForkRequest request) throws IOException, InterruptedException {
    LauncherJar.write(request.launcherJar(), request.mainClass(), request.classPath());
    List<String> command = new ArrayList<>();
    command.add(request.java());
    command.addAll(request.jvmArguments());
    command.add("-jar");
    command.add(request.launcherJar().toString());
    command.addAll(request.arguments());
    Process process =
        new ProcessBuilder(command)
            .directory(request.workingDirectory().toFile())
            .inheritIO()
            .start();
    Thread hook = new Thread(() -> stop(process), "millrace-stop-fork");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      stop(process);
      throw e;
    } finally {
      removeHook(hook);
    }
  }

  /** Asks first: the job should get to close its files and the broker its log. */
  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook is doing its work.
    }
  }
}
