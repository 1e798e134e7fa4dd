package io.millrace.compiler.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names of the classes below source roots, by their files. */
final class SourceNames {
  private static final String ENDING = ".java";

  private SourceNames() {}

  static SortedSet<String> in(List<Path> roots) {
    SortedSet<String> names = new TreeSet<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files.map(file -> root.relativize(file).toString()).forEach(file -> add(file, names));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return names;
  }

  private static void add(String file, SortedSet<String> names) {
    if (file.endsWith(ENDING) && !file.endsWith("-info.java")) {
      names.add(
          file.substring(0, file.length() - ENDING.length()).replace('\\', '/').replace('/', '.'));
    }
  }
}
