package io.millrace.pipelines.bench;

import io.millrace.runtime.job.JobParameters;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Generated jobs that are on the class path. */
final class JobClass {
  private JobClass() {}

  static boolean exists(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Calls the job's {@code build} with its parameters, given as its {@code main} takes them. */
  static void build(String name, List<String> arguments, StreamExecutionEnvironment environment) {
    try {
      Class<?> job = Class.forName(name);
      Object parameters =
          job.getMethod("parameters", String[].class)
              .invoke(null, (Object) arguments.toArray(String[]::new));
      job.getMethod("build", StreamExecutionEnvironment.class, JobParameters.class)
          .invoke(null, environment, parameters);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + name, e);
    }
  }
}
