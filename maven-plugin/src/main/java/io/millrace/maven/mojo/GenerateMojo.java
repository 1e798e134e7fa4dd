package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.maven.generate.GenerateRequest;
import io.millrace.maven.generate.GenerateResult;
import io.millrace.maven.generate.SourceGeneration;
import io.millrace.maven.generate.WrittenFiles;
import io.millrace.maven.report.Findings;
import io.millrace.maven.unchanged.KeptRun;
import io.millrace.maven.unchanged.RunMemory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes the Java of every pipeline and adds it to the sources that Maven compiles. Files are
 * touched only when their content changes, and go when their pipeline goes. The pipelines
 * themselves become resources below {@code META-INF/millrace}. If nothing has changed since the
 * last time, the compiler is not even started.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractPipelineMojo {
  private static final String EMBEDDED = "META-INF/millrace";

  /** Where the Java goes; becomes a source root of the project. */
  @Parameter(
      property = "millrace.outputDirectory",
      defaultValue = "${project.build.directory}/generated-sources/millrace",
      required = true)
  private File outputDirectory;

  @Inject
  GenerateMojo(RepositorySystem resolver) {
    super(resolver);
  }

  @Override
  void run() throws IOException, MojoFailureException {
    Sources sources = sources();
    Path records = JobRecords.directory(buildDirectory());
    Path record = JobRecords.file(records, baseDirectory(), sources.directory());
    // Relative to the module, so that the Java is the same wherever Maven was started.
    CompileRequest request = compileRequest(sources, baseDirectory());
    Path output = outputDirectory.toPath().toAbsolutePath().normalize();
    Path embedded = Path.of(project.getBuild().getOutputDirectory()).resolve(EMBEDDED);
    RunMemory memory =
        memory(sources, request, List.of("output " + output, "embedded " + embedded));
    KeptRun earlier = sources.files().isEmpty() ? null : memory.recall();
    if (earlier != null) {
      report(request, earlier.findings(), null, true);
      logCounts(0, WrittenFiles.read(record).hashes().size(), 0);
      announce(sources, earlier.usesJava());
      return;
    }
    GenerateResult result =
        new SourceGeneration(new PipelineCompiler())
            .generate(
                new GenerateRequest(
                    memory.request(), sources.directory(), output, embedded, record));
    boolean usesJava = false;
    if (!sources.files().isEmpty()) {
      CompileResult compiled = result.compiled();
      Findings findings = Findings.of(request, compiled, execution.getVersion());
      List<Path> written =
          compiled.hasErrors() ? List.of() : WrittenFiles.read(record).paths(output, record);
      usesJava = memory.keep(compiled, findings, written).usesJava();
      report(request, findings, compiled.unknownEnvironment(request.environment()), false);
    } else if (result.deleted() == 0) {
      return; // a module without pipelines, and none before
    }
    for (String file : result.spared()) {
      getLog().warn(file + " has no pipeline any more, but was edited by hand: delete it yourself");
    }
    logCounts(result.written(), result.unchanged(), result.deleted());
    if (!sources.files().isEmpty()) {
      announce(sources, usesJava);
    }
  }

  private void logCounts(int written, int unchanged, int deleted) {
    getLog()
        .info(
            "generated Java: %d written, %d unchanged, %d deleted"
                .formatted(written, unchanged, deleted));
  }

  /** Tells the rest of the build what there is. */
  private void announce(Sources sources, boolean usesJava) {
    if (usesJava) {
      adviseCheck();
    }
    project.addCompileSourceRoot(outputDirectory.getPath());
    embed(sources);
  }

  /** Without the check, a function that does not fit is an error in generated Java. */
  private void adviseCheck() {
    if (execution.getPlugin().getExecutions().stream()
        .noneMatch(bound -> bound.getGoals().contains("check"))) {
      getLog()
          .warn(
              "pipelines use Java functions of this module, and nothing checks them:"
                  + " add <goal>check</goal> beside <goal>generate</goal>");
    }
  }

  /** So that a jar says what it was made from. */
  private void embed(Sources sources) {
    for (Resource declared : project.getResources()) {
      if (Path.of(declared.getDirectory())
          .toAbsolutePath()
          .normalize()
          .equals(sources.directory())) {
        return; // the POM does it, as builds with a build cache should
      }
    }
    Resource resource = new Resource();
    resource.setDirectory(sources.directory().toString());
    resource.setTargetPath(EMBEDDED);
    for (Path file : sources.files()) {
      resource.addInclude(sources.directory().relativize(file).toString());
    }
    project.addResource(resource);
  }
}
