package io.millrace.maven.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Puts a module's class path and that of the embedded Flink together, with one version of each
 * artifact.
 */
public final class ClassPath {
  /**
   * The fork has the same packages as the library that Flink asks for, and kafka-clients wants it.
   */
  private static final String LZ4 = "org.lz4:lz4-java:";

  private static final String LZ4_FORK = "at.yawk.lz4:lz4-java:";

  private final Map<String, Element> byKey = new LinkedHashMap<>();

  /**
   * An artifact.
   *
   * @param key {@code group:artifact:classifier}, the last one perhaps empty
   */
  public record Element(String key, String version, Path path) {
    /** Parts of Flink of different versions do not work together. */
    boolean isFlink() {
      return key.startsWith("org.apache.flink:");
    }

    boolean isNewerThan(Element other) {
      return new ComparableVersion(version).compareTo(new ComparableVersion(other.version)) > 0;
    }
  }

  /**
   * Appends elements. Where an artifact is there already, the newer version wins, as the older one
   * would lack what the other's users need; but Flink stays as the module, which comes first, has
   * it.
   */
  public ClassPath add(List<Element> elements) {
    for (Element element : elements) {
      byKey.merge(
          element.key(),
          element,
          (old, other) -> !old.isFlink() && other.isNewerThan(old) ? other : old);
    }
    return this;
  }

  /** The paths in order. */
  public List<Path> paths() {
    return byKey.values().stream()
        .filter(element -> !element.key().equals(LZ4) || !byKey.containsKey(LZ4_FORK))
        .map(Element::path)
        .toList();
  }
}
