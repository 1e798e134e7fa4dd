package io.millrace.maven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that a goal leaves for others to read, touched only when it says something else. */
public final class ReportFile {
  private ReportFile() {}

  public static void write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, bytes);
  }
}
