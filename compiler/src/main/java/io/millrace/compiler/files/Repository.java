package io.millrace.compiler.files;

import java.nio.file.Files;
import java.nio.file.Path;

/** The repository that a directory lies in: what pipelines may refer to ends with it. */
public final class Repository {
  private Repository() {}

  /** The nearest directory with {@code .git} or {@code .mvn}, else the directory itself. */
  public static Path around(Path directory) {
    for (Path at = directory; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git")) || Files.exists(at.resolve(".mvn"))) {
        return at;
      }
    }
    return directory;
  }
}
