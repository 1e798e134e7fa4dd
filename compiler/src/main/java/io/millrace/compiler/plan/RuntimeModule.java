package io.millrace.compiler.plan;

/**
 * A part of the runtime that only some pipelines need, as a Maven artifact of its own: a project
 * whose pipelines use it adds it to its POM. {@link PlanNode#modules()} says who needs which.
 */
public enum RuntimeModule {
  /** Databases: {@code type: jdbc} of connections, lookups and sinks. */
  JDBC("millrace-jdbc"),
  /** Files of Parquet. */
  PARQUET("millrace-parquet"),

  /** Flink SQL: operators of {@code type: sql}. */
  SQL("millrace-sql");

  /** The group of all modules. */
  public static final String GROUP_ID = "io.millrace";

  private final String artifactId;

  RuntimeModule(String artifactId) {
    this.artifactId = artifactId;
  }

  public String artifactId() {
    return artifactId;
  }
}
