package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.maven.editor.SchemaDirectory;
import io.millrace.maven.report.Findings;
import io.millrace.maven.unchanged.KeptRun;
import io.millrace.maven.unchanged.RunMemory;
import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.RepositorySystem;

/**
 * Checks pipelines: schema, names, types, the graph. Opens no connection and needs no secret; works
 * in a directory without a POM as well. Findings go to the log and to {@code
 * target/millrace/diagnostics.json}; an error fails the build. The schemas that editors read go to
 * {@code target/millrace/schemas}. If nothing has changed since the last time, it only shows again
 * what was found.
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
    RunMemory memory = memory(sources, request, List.of());
    KeptRun earlier = memory.recall();
    if (earlier != null) {
      report(request, earlier.findings(), null, true);
      return;
    }
    CompileResult result = new PipelineCompiler().validate(memory.request());
    Findings findings = Findings.of(request, result, execution.getVersion());
    memory.keep(result, findings, List.of());
    report(request, findings, result.unknownEnvironment(request.environment()), false);
  }
}
