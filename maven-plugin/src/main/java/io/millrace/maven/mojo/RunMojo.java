package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.maven.files.PipelineFiles;
import io.millrace.maven.run.ForkRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Runs pipelines on an embedded Flink in a JVM of its own, and on an embedded Kafka broker unless
 * brokers are given. In a module with compiled classes those are on the class path; works without a
 * POM as well. Ends when the pipelines end, or with Ctrl-C.
 */
@Mojo(
    name = "run",
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class RunMojo extends AbstractForkingMojo {
  private static final String MAIN_CLASS = "io.millrace.local.LocalRunner";

  /** Which pipelines to run, by file name without ending, separated by commas; all by default. */
  @Parameter(property = "millrace.pipeline")
  private @Nullable String pipeline;

  /** Kafka brokers to connect to, as {@code localhost:9092}; without it a broker is started. */
  @Parameter(property = "millrace.brokers")
  private @Nullable String brokers;

  /** The job's parameters, as {@code --threshold 100}; quotes keep blanks together. */
  @Parameter(property = "millrace.args")
  private @Nullable String arguments;

  /** A savepoint or checkpoint to start from, for one pipeline. */
  @Parameter(property = "millrace.savepoint")
  private @Nullable String savepoint;

  @Inject
  RunMojo(RepositorySystem resolver, ToolchainManager toolchains) {
    super(resolver, toolchains);
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    Sources sources = sources();
    List<Path> files = chosen(sources);
    if (files.isEmpty()) {
      getLog().info("no pipelines in " + shown(sources.directory()));
      return;
    }
    int exitCode = fork(request(sources, files));
    if (exitCode != 0) {
      throw new MojoFailureException("the run ended with exit code " + exitCode);
    }
  }

  private List<Path> chosen(Sources sources) throws IOException, MojoFailureException {
    if (pipeline == null) {
      return sources.files();
    }
    List<Path> all = new ArrayList<>(named(sources, pipeline));
    if (environment != null) {
      for (Path file : sources.files()) {
        if (PipelineFiles.isOverlay(file) && !all.contains(file)) {
          all.add(file);
        }
      }
    }
    return all;
  }

  private static List<Path> named(Sources sources, String pipeline) throws MojoFailureException {
    Set<String> wanted =
        Arrays.stream(pipeline.split(",")).map(String::strip).collect(Collectors.toSet());
    List<Path> files =
        sources.files().stream().filter(file -> wanted.contains(stem(file))).toList();
    Set<String> found = files.stream().map(RunMojo::stem).collect(Collectors.toSet());
    if (!found.equals(wanted)) {
      wanted.removeAll(found);
      throw new MojoFailureException(
          "no pipeline file named %s in %s".formatted(wanted, sources.directory()));
    }
    return files;
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }

  private ForkRequest request(Sources sources, List<Path> files) throws MojoExecutionException {
    CompileRequest compile = compileRequest(sources, displayRoot());
    Path work = buildDirectory().resolve("millrace").resolve("run").toAbsolutePath();
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--root", compile.displayRoot().toString()));
    all.addAll(List.of("--package", compile.basePackage()));
    all.addAll(List.of("--java", work.resolve("java").toString()));
    if (environment != null) {
      all.addAll(List.of("--environment", environment));
    }
    if (brokers != null) {
      all.addAll(List.of("--brokers", brokers));
    }
    if (savepoint != null) {
      all.addAll(List.of("--savepoint", savepoint));
    }
    files.forEach(file -> all.add(file.toString()));
    all.add("--");
    all.addAll(split("millrace.args", arguments));
    return new ForkRequest(
        java(),
        jvmArguments(),
        MAIN_CLASS,
        classPath(),
        all,
        work.resolve("launcher.jar"),
        displayRoot());
  }
}
