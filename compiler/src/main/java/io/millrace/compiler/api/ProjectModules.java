package io.millrace.compiler.api;

import java.util.function.Predicate;

/**
 * Which optional parts of the runtime a project has.
 *
 * @param version of the parts that belong to this compiler, for advice
 * @param has whether an artifact of group {@code io.millrace}, named by its artifact id, is on the
 *     job's class path; asked only for what some pipeline needs
 */
public record ProjectModules(String version, Predicate<String> has) {
  /** Nobody knows, or everything is there: nothing is reported as missing. */
  public static ProjectModules all() {
    return new ProjectModules("", any -> true);
  }
}
