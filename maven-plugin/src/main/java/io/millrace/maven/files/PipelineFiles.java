package io.millrace.maven.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds the pipeline files below a directory. */
public final class PipelineFiles {
  /** Build output and other people's trees: never searched. */
  private static final Set<String> FOREIGN = Set.of("target", "build", "node_modules");

  /** Which YAML files count. */
  public enum Selection {
    /** All of them: the directory is for pipelines, so a wrong {@code apiVersion} is a mistake. */
    EVERY_YAML,
    /** Those that say {@code apiVersion: millrace/…}: the directory holds other YAML as well. */
    SNIFFED
  }

  private PipelineFiles() {}

  /**
   * The pipeline files below a directory, sorted by path; none if the directory does not exist.
   * Pipeline tests ({@code *.test.yaml}), hidden directories and build output are left out.
   */
  public static List<Path> in(Path directory, Selection selection) throws IOException {
    return in(
        directory,
        dir -> isForeign(dir, selection),
        file ->
            isYaml(file)
                && !isTest(file)
                && (selection == Selection.EVERY_YAML || PipelineSniffer.isPipeline(file)));
  }

  /** The files of tests below a directory, {@code *.test.yaml}, sorted by path. */
  public static List<Path> tests(Path directory) throws IOException {
    return in(
        directory, dir -> isForeign(dir, Selection.SNIFFED), file -> isYaml(file) && isTest(file));
  }

  /**
   * The files of tests beside pipelines, and those of a directory of their own.
   *
   * @param own may lie among the pipelines, or not exist
   */
  public static List<Path> tests(Path pipelines, Path own) throws IOException {
    List<Path> files = new ArrayList<>(tests(pipelines));
    if (Files.isDirectory(own) && !own.startsWith(pipelines)) {
      files.addAll(tests(own));
    }
    return files;
  }

  /** Tells directories or files apart. */
  private interface Choice {
    boolean holds(Path path) throws IOException;
  }

  private static List<Path> in(Path directory, Choice foreign, Choice wanted) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    Path root = directory.toAbsolutePath().normalize();
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            return dir.equals(root) || !foreign.holds(dir)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (wanted.holds(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    // By text, so that the order does not hang on the platform's idea of path order.
    found.sort(Comparator.comparing(p -> root.relativize(p).toString().replace('\\', '/')));
    return List.copyOf(found);
  }

  /** Whether a file is an overlay, without parsing it. */
  public static boolean isOverlay(Path file) throws IOException {
    return PipelineSniffer.isOverlay(file);
  }

  private static boolean isForeign(Path dir, Selection selection) {
    String name = String.valueOf(dir.getFileName());
    return name.startsWith(".") || (selection == Selection.SNIFFED && FOREIGN.contains(name));
  }

  private static boolean isYaml(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static boolean isTest(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".test.yaml") || name.endsWith(".test.yml");
  }
}
