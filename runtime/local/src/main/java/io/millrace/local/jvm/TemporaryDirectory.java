package io.millrace.local.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory that is removed with all its content on close. */
public record TemporaryDirectory(Path path) implements AutoCloseable {
  /** A new one below {@code java.io.tmpdir}, readable by its owner only. */
  public static TemporaryDirectory create(String prefix) {
    try {
      return new TemporaryDirectory(Files.createTempDirectory(prefix).toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    delete(path);
  }

  /** Removes what can be removed; others may be deleting the same tree, or still write into it. */
  public static void delete(Path root) {
    for (int attempt = 0; attempt < 3 && Files.exists(root); attempt++) {
      try {
        Files.walkFileTree(root, new Removal());
      } catch (IOException e) {
        Thread.onSpinWait(); // a file came or went meanwhile: the next walk sees it
      }
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
