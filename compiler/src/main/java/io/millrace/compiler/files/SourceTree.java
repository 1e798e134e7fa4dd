package io.millrace.compiler.files;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.YamlCode;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a request reads: each is read and parsed once, is shown by its path below the
 * display root, and names others only inside the repository. Any thread may ask.
 */
public final class SourceTree {
  private final Path displayRoot;
  private final Path bound;
  private final Map<Path, Outcome<YamlDocument>> read = new ConcurrentHashMap<>();
  private final SortedMap<Path, String> stamps = new ConcurrentSkipListMap<>();
  private final SortedSet<Path> absent = new ConcurrentSkipListSet<>();

  public SourceTree(Path displayRoot) {
    this.displayRoot = displayRoot.toAbsolutePath().normalize();
    this.bound = Repository.around(this.displayRoot);
  }

  /** The document of a file, or why there is none. */
  public Outcome<YamlDocument> read(Path file) {
    Path path = file.toAbsolutePath().normalize();
    return read.computeIfAbsent(path, this::load);
  }

  /** The bytes of a file; what is read belongs to {@link #filesRead}. */
  public byte[] bytes(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    stamps.put(file.toAbsolutePath().normalize(), FilesRead.stamp(file, content));
    return content;
  }

  /** What was read so far. */
  public FilesRead filesRead() {
    return new FilesRead(stamps, absent);
  }

  /** How a file is shown: relative to the display root where it lies below it. */
  public String display(Path file) {
    Path path = file.toAbsolutePath().normalize();
    Path shown = path.startsWith(displayRoot) ? displayRoot.relativize(path) : path;
    return shown.toString().replace('\\', '/');
  }

  /**
   * The file that a reference names.
   *
   * @param from the file that holds the reference
   * @param path where in the document it stands
   * @return null after a report
   */
  public @Nullable Path find(
      Path from, Located<String> reference, String path, List<Diagnostic> out) {
    Path directory = from.toAbsolutePath().normalize().getParent();
    Path file;
    try {
      file = directory.resolve(reference.value()).normalize();
    } catch (InvalidPathException e) {
      out.add(missing(reference, path, "`" + reference.value() + "` is no path"));
      return null;
    }
    boolean inside = file.startsWith(bound) || file.startsWith(displayRoot);
    if (!inside || leadsOut(file)) {
      out.add(
          Diagnostic.of(
              ReuseCode.REF038,
              reference.span(),
              path,
              "`" + reference.value() + "` leads out of the repository"));
      return null;
    }
    if (!Files.isRegularFile(file)) {
      String close = DidYouMean.closest(reference.value(), neighbours(directory, file));
      out.add(
          missing(reference, path, "there is no file `" + reference.value() + "`")
              .withLabel(close == null ? "" : "did you mean `" + close + "`?"));
      return null;
    }
    return file;
  }

  /**
   * The nearest file of a relative name, seen from a file's directory and those above it, as
   * languages find files whose imports are relative to a root that they do not name.
   *
   * @return null if there is none in the repository
   */
  public @Nullable Path findAbove(Path from, String name) {
    Path directory = from.toAbsolutePath().normalize().getParent();
    while (directory != null
        && (directory.startsWith(bound) || directory.startsWith(displayRoot))) {
      Path file;
      try {
        file = directory.resolve(name).normalize();
      } catch (InvalidPathException e) {
        return null;
      }
      if (file.startsWith(directory) && Files.isRegularFile(file) && !leadsOut(file)) {
        return file;
      }
      absent.add(file);
      directory = directory.getParent();
    }
    return null;
  }

  private static Diagnostic missing(Located<String> reference, String path, String message) {
    return Diagnostic.of(ReuseCode.REF037, reference.span(), path, message);
  }

  /** A link may lead where its path does not. */
  private boolean leadsOut(Path file) {
    try {
      return Files.exists(file)
          && !file.toRealPath().startsWith(bound.toRealPath())
          && !file.toRealPath().startsWith(displayRoot.toRealPath());
    } catch (IOException e) {
      return false; // reported when it is read
    }
  }

  /** The YAML files beside a missing one and below its reader, as the reader would write them. */
  private static List<String> neighbours(Path directory, Path file) {
    Path parent = file.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      parent = directory;
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
          .map(f -> directory.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Outcome<YamlDocument> load(Path file) {
    String shown = display(file);
    try {
      return YamlReader.read(shown, bytes(file));
    } catch (IOException e) {
      Span start = new Span(new SourceFile(shown, ""), 0, 0);
      String message = "the file cannot be read: " + e.getMessage();
      return Outcome.failed(List.of(Diagnostic.of(YamlCode.YAML001, start, "", message)));
    }
  }
}
