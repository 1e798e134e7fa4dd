package io.millrace.maven.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@link JavaForkTest} starts. */
public final class ForkedMain {
  private ForkedMain() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "exit" -> System.exit(Integer.parseInt(args[1]));
      case "sleep" -> {
        Path part = Path.of(args[1] + ".part");
        Files.writeString(part, Long.toString(ProcessHandle.current().pid()));
        Files.move(part, Path.of(args[1]));
        Thread.sleep(300_000);
      }
      case "nest" ->
          new JavaFork()
              .run(
                  JavaForkTest.request(
                      Path.of(args[1]).getParent(), "inner.jar", "sleep", args[1]));
      case "write" -> {
        List<String> lines = new ArrayList<>(Arrays.asList(args).subList(2, args.length));
        for (Class<?> type : List.of(java.util.List.class, Object.class, java.time.Instant.class)) {
          boolean opened =
              type.getModule().isOpen(type.getPackageName(), ForkedMain.class.getModule());
          lines.add(type.getPackageName() + (opened ? " opened" : " closed"));
        }
        Files.write(Path.of(args[1]), lines);
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
