package io.millrace.maven.mojo;

import io.millrace.maven.resolve.MillraceArtifacts;
import io.millrace.maven.run.ArgumentLine;
import io.millrace.maven.run.ClassPath;
import io.millrace.maven.run.ForkRequest;
import io.millrace.maven.run.JavaFork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * What goals share that run in a JVM of their own, with {@code millrace-local} on its class path.
 */
abstract class AbstractForkingMojo extends AbstractPipelineMojo {
  /** Short runs start faster so. */
  private static final List<String> QUICK_START =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private final ToolchainManager toolchains;

  /** Arguments for the JVM, as {@code -Xmx2g}. */
  @Parameter(property = "millrace.jvmArgs")
  private @Nullable String jvmArguments;

  AbstractForkingMojo(RepositorySystem resolver, ToolchainManager toolchains) {
    super(resolver);
    this.toolchains = toolchains;
  }

  /** Runs to the end, and returns the exit code. */
  final int fork(ForkRequest request) throws IOException, MojoExecutionException {
    try {
      return new JavaFork().run(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  final List<String> jvmArguments() throws MojoExecutionException {
    return split("millrace.jvmArgs", jvmArguments);
  }

  /** Arguments for a run of seconds; the user's go last, and win. */
  final List<String> quickJvmArguments() throws MojoExecutionException {
    List<String> all = new ArrayList<>(QUICK_START);
    all.addAll(jvmArguments());
    return all;
  }

  static List<String> split(String property, @Nullable String line) throws MojoExecutionException {
    try {
      return ArgumentLine.split(line);
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(property + ": " + e.getMessage(), e);
    }
  }

  final List<Path> classPath() throws MojoExecutionException {
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

  final String java() {
    Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
    String java = toolchain == null ? null : toolchain.findTool("java");
    return java == null ? Path.of(System.getProperty("java.home"), "bin", "java").toString() : java;
  }
}
