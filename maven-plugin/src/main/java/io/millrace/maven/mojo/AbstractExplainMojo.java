package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.explain.Explanation;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What goals share that show pipelines without running them. */
abstract class AbstractExplainMojo extends AbstractPipelineMojo {
  /** Name of the one pipeline to show; all by default. */
  @Parameter(property = "millrace.pipeline")
  private @Nullable String pipeline;

  AbstractExplainMojo(RepositorySystem resolver) {
    super(resolver);
  }

  abstract void show(CompiledPipeline shown) throws IOException, MojoFailureException;

  static Explanation explanation(CompiledPipeline pipeline) {
    return Objects.requireNonNull(pipeline.explanation(), "explained");
  }

  @Override
  final void run() throws IOException, MojoFailureException {
    Sources sources = sources();
    if (sources.files().isEmpty()) {
      getLog().info("no pipelines in " + shown(sources.directory()));
      return;
    }
    CompileRequest request = compileRequest(sources, displayRoot());
    CompileResult result = new PipelineCompiler().explain(request);
    report(request, result);
    List<CompiledPipeline> chosen =
        result.pipelines().stream()
            .filter(found -> pipeline == null || found.name().equals(pipeline))
            .toList();
    if (chosen.isEmpty()) {
      throw new MojoFailureException(
          "no pipeline is named `%s`; there are %s"
              .formatted(
                  pipeline, result.pipelines().stream().map(CompiledPipeline::name).toList()));
    }
    for (CompiledPipeline found : chosen) {
      show(found);
    }
  }
}
