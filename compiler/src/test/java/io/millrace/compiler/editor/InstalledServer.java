package io.millrace.compiler.editor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The language server as npm installs it, in the versions that the lock file says. */
final class InstalledServer {
  private static final Path SPECIFICATION = Path.of("src", "test", "editor");
  private static final Path DIRECTORY = Path.of("target", "editor");
  private static final int PATIENCE = 180;

  private InstalledServer() {}

  /** Why there can be none on this machine; null if there can. */
  static @Nullable String missing() {
    for (String program : new String[] {"node", "npm"}) {
      boolean there =
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
      if (!there) {
        return "there is no " + program + " on the PATH";
      }
    }
    return null;
  }

  /**
   * The directory {@code node_modules}, filled if it is not there in these versions.
   *
   * @throws IOException if npm cannot install it, as without a network
   */
  static Path modules() throws IOException, InterruptedException {
    Path modules = DIRECTORY.toAbsolutePath().resolve("node_modules");
    Path lock = DIRECTORY.resolve("package-lock.json");
    Path wanted = SPECIFICATION.resolve("package-lock.json");
    if (Files.isDirectory(modules) && Files.exists(lock) && Files.mismatch(lock, wanted) < 0) {
      return modules;
    }
    Files.createDirectories(DIRECTORY);
    Files.copy(
        SPECIFICATION.resolve("package.json"),
        DIRECTORY.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(wanted, lock, StandardCopyOption.REPLACE_EXISTING);
    Path log = DIRECTORY.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(DIRECTORY.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      npm.destroy();
    }
    if (npm.isAlive() || npm.exitValue() != 0) {
      Files.deleteIfExists(lock); // what is there is not whole
      throw new IOException("npm could not install the language server: see " + log);
    }
    return modules;
  }
}
