package io.millrace.local.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The class files beside some classes: of the same directory or jar of a class path. A job takes
 * them along, so that they meet the record classes that were generated for it, and not those of an
 * earlier build.
 */
final class ModuleClasses {
  private static final String ENDING = ".class";

  private ModuleClasses() {}

  /** Bytes by path. Classes that are nowhere are left out: javac says that they are missing. */
  static Map<String, byte[]> beside(Collection<String> classNames, List<Path> classPath) {
    Set<Path> roots = new LinkedHashSet<>();
    for (String name : classNames) {
      classPath.stream().filter(entry -> has(entry, name)).findFirst().ifPresent(roots::add);
    }
    Map<String, byte[]> classes = new TreeMap<>();
    for (Path root : roots) {
      inside(root, directory -> read(directory, classes));
    }
    return classes;
  }

  private static boolean has(Path entry, String className) {
    List<Boolean> found = new ArrayList<>();
    inside(entry, directory -> found.add(isThere(directory, className)));
    return found.contains(true);
  }

  /** By a canonical name, which does not tell packages from outer classes. */
  private static boolean isThere(Path directory, String className) {
    String path = className.replace('.', '/');
    while (true) {
      if (Files.exists(directory.resolve(path + ENDING))) {
        return true;
      }
      int slash = path.lastIndexOf('/');
      if (slash < 0) {
        return false;
      }
      path = path.substring(0, slash) + "$" + path.substring(slash + 1);
    }
  }

  private interface Use {
    void of(Path directory) throws IOException;
  }

  private static void inside(Path entry, Use use) {
    try {
      if (Files.isDirectory(entry)) {
        use.of(entry);
      } else if (Files.isRegularFile(entry) && entry.toString().endsWith(".jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
          use.of(jar.getPath("/"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + entry + ": " + e.getMessage(), e);
    }
  }

  private static void read(Path directory, Map<String, byte[]> classes) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          classes.putIfAbsent(
              directory.relativize(file).toString().replace('\\', '/'), in.readAllBytes());
        }
      }
    }
  }
}
