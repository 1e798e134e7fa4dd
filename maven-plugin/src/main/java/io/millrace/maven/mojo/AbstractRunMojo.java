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
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What goals share that run pipelines on this machine: which, where, and with which arguments. */
abstract class AbstractRunMojo extends AbstractForkingMojo {
  /** Which pipelines to run, by file name without ending, separated by commas; all by default. */
  @Parameter(property = "millrace.pipeline")
  private @Nullable String pipeline;

  /** Kafka brokers to connect to, as {@code localhost:9092}; without it a broker is started. */
  @Parameter(property = "millrace.brokers")
  private @Nullable String brokers;

  /** The job's parameters, as {@code --threshold 100}; quotes keep blanks together. */
  @Parameter(property = "millrace.args")
  private @Nullable String arguments;

  AbstractRunMojo(RepositorySystem resolver, ToolchainManager toolchains) {
    super(resolver, toolchains);
  }

  /**
   * Runs them in a JVM of its own, until they or the user end it.
   *
   * @param leading arguments of the main class, ahead of those that both goals have
   */
  final void run(String mainClass, Sources sources, List<String> leading)
      throws IOException, MojoExecutionException, MojoFailureException {
    List<Path> files = chosen(sources);
    if (files.isEmpty()) {
      getLog().info("no pipelines in " + shown(sources.directory()));
      return;
    }
    int exitCode = fork(request(mainClass, sources, files, leading));
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
    Set<String> found = files.stream().map(AbstractRunMojo::stem).collect(Collectors.toSet());
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

  private ForkRequest request(
      String mainClass, Sources sources, List<Path> files, List<String> leading)
      throws MojoExecutionException {
    CompileRequest compile = compileRequest(sources, displayRoot());
    Path work = buildDirectory().resolve("millrace").resolve("run").toAbsolutePath();
    List<String> all = new ArrayList<>(leading);
    all.addAll(List.of("--root", compile.displayRoot().toString()));
    all.addAll(List.of("--package", compile.basePackage()));
    all.addAll(List.of("--java", work.resolve("java").toString()));
    if (environment != null) {
      all.addAll(List.of("--environment", environment));
    }
    if (brokers != null) {
      all.addAll(List.of("--brokers", brokers));
    }
    files.forEach(file -> all.add(file.toString()));
    all.add("--");
    all.addAll(split("millrace.args", arguments));
    return new ForkRequest(
        java(),
        jvmArguments(),
        mainClass,
        classPath(),
        all,
        work.resolve("launcher.jar"),
        displayRoot());
  }
}
