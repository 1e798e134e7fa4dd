package io.millrace.local.compile;

import java.util.Map;

/** A JVM of its own that compiles a source that needs Flink. */
final class CompileProbe {
  private CompileProbe() {}

  public static void main(String[] args) {
    String text =
        """
        import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
        class Job {
          static void build(StreamExecutionEnvironment env) {}
        }
        """;
    try (CompiledJar jar = new InProcessCompiler().compile(Map.of("Job.java", text))) {
      System.out.println("compiled with " + jar.warnings().size() + " warnings");
    }
  }
}
