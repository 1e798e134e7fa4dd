package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.maven.editor.SchemaDirectory;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.RepositorySystem;

/**
 * Checks pipelines: schema, names, types, the graph. Opens no connection and needs no secret; works
 * in a directory without a POM as well. Findings go to the log and to {@code
 * target/millrace/diagnostics.json}; an error fails the build. The schemas that editors read go to
 * {@code target/millrace/schemas}.
 */
@Mojo(
    name = "validate",
    defaultPhase = LifecyclePhase.VALIDATE,
    requiresProject = false,
    threadSafe = true)
public final class ValidateMojo extends AbstractPipelineMojo {
  @Inject
  ValidateMojo(RepositorySystem resolver) {
    super(resolver);
  }

  @Override
  void run() throws IOException, MojoFailureException {
    Sources sources = sources();
    if (sources.files().isEmpty()) {
      getLog().info("no pipelines in " + shown(sources.directory()));
      return;
    }
    SchemaDirectory.in(buildDirectory()).write(execution.getVersion());
    CompileRequest request = compileRequest(sources, displayRoot());
    CompileResult result = new PipelineCompiler().validate(request);
    report(request, result);
  }
}
