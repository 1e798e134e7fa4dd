package io.millrace.local.testing;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.flink.GeneratedJob;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The generated code of pipelines, each compiled and loaded once. */
final class LoadedJobs implements AutoCloseable {
  private final Map<Path, GeneratedJob> jobs = new HashMap<>();

  GeneratedJob of(CompiledPipeline pipeline) {
    return jobs.computeIfAbsent(
        pipeline.source().toAbsolutePath().normalize(), file -> GeneratedJob.load(pipeline));
  }

  /** Does something with a job's classes as those of the thread, as a task of Flink has them. */
  <T> T within(CompiledPipeline pipeline, Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = of(pipeline).jar().loader();
    thread.setContextClassLoader(own);
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() {
    jobs.values().forEach(GeneratedJob::close);
  }
}
