package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.signature.FunctionPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;

/**
 * Checks the module's own Java that pipelines use as nodes of type {@code java}: that each class is
 * there, can be made with the arguments of {@code with}, and takes and gives the node's rows. It
 * reads the sources, as it comes ahead of their compilation, which would report a class that does
 * not fit as an error in generated Java.
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.PROCESS_SOURCES,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
public final class CheckMojo extends AbstractPipelineMojo {
  @Inject
  CheckMojo(RepositorySystem resolver) {
    super(resolver);
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
