package io.millrace.maven.jar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which dependencies go into a job jar. Scopes alone do not say it: a library may promote what the
 * cluster has, as kafka-clients does with slf4j-api.
 *
 * @param included in class path order
 * @param omitted what would have been in by its scope
 */
public record JobClassPath(List<ModuleDependency> included, List<Omission> omitted) {
  /** Never in a job jar: a second copy of these breaks the cluster's logging. */
  private static final Set<String> LOGGING_GROUPS =
      Set.of("org.slf4j", "org.apache.logging.log4j", "log4j", "ch.qos.logback", "ch.qos.reload4j");

  private static final Set<String> NEVER = Set.of("com.google.code.findbugs:jsr305");

  private static final String FLINK_GROUP = "org.apache.flink";

  /** Any of these in a job jar runs a second Flink inside of Flink. */
  private static final Set<String> FLINK_CORE =
      Set.of("flink-core", "flink-runtime", "flink-streaming-java", "flink-clients", "flink-dist");

  public JobClassPath {
    included = List.copyOf(included);
    omitted = List.copyOf(omitted);
  }

  /**
   * A dependency that stays out.
   *
   * @param clusterVersion the version that the cluster has; empty if it does not matter
   */
  public record Omission(ModuleDependency dependency, String clusterVersion) {
    boolean isOtherVersion() {
      return !clusterVersion.isEmpty() && !clusterVersion.equals(dependency.version());
    }

    @Override
    public String toString() {
      return isOtherVersion()
          ? "%s is left out, as the cluster has it in version %s; depend on it directly to put it in"
              .formatted(dependency.label(), clusterVersion)
          : dependency.label() + " is left out, as the cluster has it";
    }
  }

  /**
   * Chooses among the dependencies of a module. What the cluster has is left out, but a library
   * other than Flink that the module itself declares is kept: its version was wanted.
   *
   * @param onCluster {@code group:artifact} to version of all that the cluster has
   * @throws FlinkInJobException if Flink itself is at scope compile or runtime
   */
  public static JobClassPath choose(
      List<ModuleDependency> dependencies, Map<String, String> onCluster)
      throws FlinkInJobException {
    List<ModuleDependency> included = new ArrayList<>();
    List<Omission> omitted = new ArrayList<>();
    for (ModuleDependency dependency : dependencies) {
      if (!dependency.isRuntime() || dependency.type().equals("pom")) {
        continue;
      }
      boolean flink = dependency.groupId().equals(FLINK_GROUP);
      if (flink && FLINK_CORE.contains(dependency.artifactId())) {
        throw new FlinkInJobException(dependency);
      }
      String clusterVersion = onCluster.get(dependency.key());
      if (LOGGING_GROUPS.contains(dependency.groupId()) || NEVER.contains(dependency.key())) {
        omitted.add(new Omission(dependency, ""));
      } else if (clusterVersion != null && (flink || !dependency.isDirect())) {
        omitted.add(new Omission(dependency, clusterVersion));
      } else {
        included.add(dependency);
      }
    }
    return new JobClassPath(included, omitted);
  }

  /** Omissions that a user should hear of: the cluster has another version. */
  public List<Omission> surprises() {
    return omitted.stream().filter(Omission::isOtherVersion).toList();
  }
}
