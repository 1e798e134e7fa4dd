package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.signature.FunctionPath;
import io.millrace.maven.run.ForkRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Checks what the compiler alone cannot: the module's own Java, and Flink SQL.
 *
 * <p>Of each class that pipelines use as a node of type {@code java}: that it is there, can be made
 * with the arguments of {@code with}, and takes and gives the node's rows. It reads the sources, as
 * it comes ahead of their compilation, which would report a class that does not fit as an error in
 * generated Java. The queries of nodes of type {@code sql} are checked by Flink's planner, in a JVM
 * of its own.
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.PROCESS_SOURCES,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
public final class CheckMojo extends AbstractForkingMojo {
  private static final String SQL_CHECK = "io.millrace.local.SqlCheckMain";

  @Inject
  CheckMojo(RepositorySystem resolver, ToolchainManager toolchains) {
    super(resolver, toolchains);
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    Sources sources = sources();
    if (sources.files().isEmpty()) {
      return;
    }
    CompileRequest request = compileRequest(sources, displayRoot()).withFunctions(functions());
    CompileResult result = new PipelineCompiler().compile(request);
    report(request, result);
    long functions =
        result.pipelines().stream().mapToLong(pipeline -> pipeline.functions().size()).sum();
    if (functions > 0) {
      getLog().info("Java functions that fit: " + functions);
    }
    List<CompiledPipeline> queried =
        result.pipelines().stream().filter(pipeline -> !pipeline.queries().isEmpty()).toList();
    if (!queried.isEmpty()) {
      checkQueries(request, queried);
    }
  }

  private void checkQueries(CompileRequest request, List<CompiledPipeline> pipelines)
      throws IOException, MojoExecutionException, MojoFailureException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--root", request.displayRoot().toString()));
    if (environment != null) {
      arguments.addAll(List.of("--environment", environment));
    }
    // All of them: an overlay or a library may be what makes a query what it is.
    request.files().forEach(file -> arguments.add(file.toString()));
    Path launcher = buildDirectory().resolve("millrace").resolve("check").resolve("launcher.jar");
    int exitCode =
        fork(
            new ForkRequest(
                java(),
                quickJvmArguments(),
                SQL_CHECK,
                classPath(),
                arguments,
                launcher.toAbsolutePath(),
                displayRoot()));
    if (exitCode != 0) {
      throw new MojoFailureException("there are errors in Flink SQL: see above");
    }
    long queries = pipelines.stream().mapToLong(pipeline -> pipeline.queries().size()).sum();
    getLog().info("queries in Flink SQL that are right: " + queries);
  }

  private FunctionPath functions() throws MojoExecutionException {
    try {
      return new FunctionPath(
          paths(project.getCompileSourceRoots()), paths(project.getCompileClasspathElements()));
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException("no class path: " + e.getMessage(), e);
    }
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }
}
