package io.millrace.local.compile;

import io.millrace.local.jvm.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** A compiled job: a temporary jar and a loader on it, both gone after {@link #close()}. */
public final class CompiledJar implements AutoCloseable {
  private final TemporaryDirectory directory;
  private final Path path;
  private final URLClassLoader loader;
  private final List<String> warnings;

  CompiledJar(
      TemporaryDirectory directory, Path path, URLClassLoader loader, List<String> warnings) {
    this.directory = directory;
    this.path = path;
    this.loader = loader;
    this.warnings = List.copyOf(warnings);
  }

  public Path path() {
    return path;
  }

  public ClassLoader loader() {
    return loader;
  }

  /** What javac had to say besides. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      directory.close();
    }
  }
}
