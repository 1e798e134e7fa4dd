package io.millrace.pipelines.bench;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.flink.GeneratedJob;
import io.millrace.local.jvm.JvmClassPath;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs a benchmark in a process that has the jobs it measures on its class path. The classes of a
 * jar that is submitted are loaded, and compiled by the JIT, anew with each run, and that would be
 * measured.
 */
final class OwnProcess {
  private static final String INSIDE = "millrace.bench.inside";

  private OwnProcess() {}

  /** Whether this is such a process. */
  static boolean inside() {
    return Boolean.getBoolean(INSIDE);
  }

  /**
   * Runs it with the options of this JVM, and returns its exit code.
   *
   * @param pipelines each with its own package
   */
  static int run(Class<?> main, String[] args, Collection<CompiledPipeline> pipelines)
      throws IOException, InterruptedException {
    List<GeneratedJob> jobs = new ArrayList<>();
    try {
      List<Path> classes = new ArrayList<>();
      for (CompiledPipeline pipeline : pipelines) {
        GeneratedJob job = GeneratedJob.load(pipeline);
        jobs.add(job);
        classes.add(job.jar().path());
      }
      classes.addAll(JvmClassPath.entries());
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(
          List.of("-D" + INSIDE + "=true", "-cp", JvmClassPath.joined(classes), main.getName()));
      command.addAll(List.of(args));
      Process process = new ProcessBuilder(command).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return process.waitFor();
    } finally {
      jobs.forEach(GeneratedJob::close);
    }
  }
}
