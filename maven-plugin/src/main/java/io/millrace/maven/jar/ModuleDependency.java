package io.millrace.maven.jar;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resolved dependency of a module.
 *
 * @param scope Maven's: compile, runtime, provided, system or test
 * @param trail how it came in, from the direct dependency down to itself
 * @param path its jar, or a directory of classes within a reactor; null if it was not resolved
 */
public record ModuleDependency(
    String groupId,
    String artifactId,
    String type,
    String version,
    String scope,
    List<String> trail,
    @Nullable Path path) {
  public ModuleDependency {
    trail = List.copyOf(trail);
  }

  /** {@code group:artifact}. */
  public String key() {
    return groupId + ":" + artifactId;
  }

  /** {@code group:artifact:version}. */
  public String label() {
    return key() + ":" + version;
  }

  /** Whether it would be on the job's class path if nobody thought of the cluster. */
  boolean isRuntime() {
    return scope.equals("compile") || scope.equals("runtime");
  }

  /** Whether the module's own POM names it. */
  boolean isDirect() {
    return trail.size() == 1;
  }
}
