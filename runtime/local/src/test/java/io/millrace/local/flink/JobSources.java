package io.millrace.local.flink;

import io.millrace.compiler.api.GeneratedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Jobs in source text, as the compiler would generate them. */
public final class JobSources {
  private JobSources() {}

  public static List<GeneratedFile> of(String name) throws IOException {
    String path = "jobs/" + name + ".java";
    try (InputStream in = JobSources.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("no resource " + path);
      }
      return List.of(
          new GeneratedFile(path, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }
}
