package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.maven.resolve.MillraceArtifacts;
import io.millrace.maven.run.ArgumentLine;
import io.millrace.maven.run.ClassPath;
import io.millrace.maven.run.ForkRequest;
import io.millrace.maven.run.JavaFork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyResolutionException;
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
public final class RunMojo extends AbstractPipelineMojo {
  private static final String MAIN_CLASS = "io.millrace.local.LocalRunner";

  private final ToolchainManager toolchains;

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

  /** Arguments for the JVM, as {@code -Xmx2g}. */
  @Parameter(property = "millrace.jvmArgs")
  private @Nullable String jvmArguments;

  @Inject
  RunMojo(RepositorySystem resolver, ToolchainManager toolchains) {
    super(resolver);
    this.toolchains = toolchains;
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    Sources sources = sources();
    List<Path> files = chosen(sources);
    if (files.isEmpty()) {
      getLog().info("no pipelines in " + shown(sources.directory()));
      return;
    }
    int exitCode;
    try {
      exitCode = new JavaFork().run(request(sources, files));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
    if (exitCode != 0) {
      throw new MojoFailureException("the run ended with exit code " + exitCode);
    }
  }

  private List<Path> chosen(Sources sources) throws MojoFailureException {
    if (pipeline == null) {
      return sources.files();
    }
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
        split("millrace.jvmArgs", jvmArguments),
        MAIN_CLASS,
        classPath(),
        all,
        work.resolve("launcher.jar"),
        displayRoot());
  }

  private static List<String> split(String property, @Nullable String line)
      throws MojoExecutionException {
    try {
      return ArgumentLine.split(line);
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(property + ": " + e.getMessage(), e);
    }
  }

  private List<Path> classPath() throws MojoExecutionException {
    List<ClassPath.Element> module = new ArrayList<>();
    if (hasPom()) {
      Path classes = Path.of(project.getBuild().getOutputDirectory());
      if (Files.isDirectory(classes)) {
        module.add(new ClassPath.Element("classes", "", classes));
      }
      for (Artifact artifact : project.getArtifacts()) {
        if (isOnClassPath(artifact)) {
          module.add(
              new ClassPath.Element(
                  MillraceArtifacts.key(
                      artifact.getGroupId(),
                      artifact.getArtifactId(),
                      artifact.hasClassifier() ? artifact.getClassifier() : ""),
                  artifact.getVersion(),
                  artifact.getFile().toPath()));
        }
      }
    }
    List<RemoteRepository> repositories = new ArrayList<>(project.getRemoteProjectRepositories());
    repositories.addAll(project.getRemotePluginRepositories());
    try {
      return new ClassPath()
          .add(module)
          .add(
              new MillraceArtifacts(resolver, session.getRepositorySession(), repositories)
                  .local(execution.getVersion()))
          .paths();
    } catch (DependencyResolutionException e) {
      throw new MojoExecutionException("cannot resolve millrace-local: " + e.getMessage(), e);
    }
  }

  /** Test dependencies stay out; what the cluster provides is needed, as there is no cluster. */
  private static boolean isOnClassPath(Artifact artifact) {
    return !Artifact.SCOPE_TEST.equals(artifact.getScope())
        && artifact.getArtifactHandler().isAddedToClasspath()
        && artifact.getFile() != null;
  }

  private String java() {
    Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
    String java = toolchain == null ? null : toolchain.findTool("java");
    return java == null ? Path.of(System.getProperty("java.home"), "bin", "java").toString() : java;
  }
}
