package io.millrace.maven.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a module's class path and that of the embedded Flink together. */
public final class ClassPath {
  private final Map<String, Path> byKey = new LinkedHashMap<>();

  /** An element, known by {@code group:artifact:classifier} or whatever else is one of a kind. */
  public record Element(String key, Path path) {}

  /**
   * Appends elements but those whose key is there already: of two versions of a library the first
   * wins, so that a module runs with the versions that it was compiled against.
   */
  public ClassPath add(List<Element> elements) {
    elements.forEach(element -> byKey.putIfAbsent(element.key(), element.path()));
    return this;
  }

  /** The paths in order. */
  public List<Path> paths() {
    return List.copyOf(byKey.values());
  }
}
