package io.millrace.maven.jar;

/** The module has Flink itself at a scope that goes into the job jar. */
public final class FlinkInJobException extends Exception {
  private static final long serialVersionUID = 1;

  FlinkInJobException(ModuleDependency flink) {
    super(
        """
        %s is at scope %s, so that the job jar would hold a second Flink (it came by %s). \
        Depend on io.millrace:millrace-flink (type pom) with scope provided, and put no Flink artifact at scope compile."""
            .formatted(flink.label(), flink.scope(), String.join(" -> ", flink.trail())));
  }
}
