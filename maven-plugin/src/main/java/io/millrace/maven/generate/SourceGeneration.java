package io.millrace.maven.generate;

import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.api.PipelineCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compiles pipelines and brings a Java source root up to date with them. */
public final class SourceGeneration {
  private final PipelineCompiler compiler;

  public SourceGeneration(PipelineCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Writes what is new or different, deletes what an earlier run wrote for pipelines that are gone.
   * A second run over the same pipelines touches no file. With an error nothing is written.
   *
   * @throws EqualNamesException if two files hold pipelines of one name
   */
  public GenerateResult generate(GenerateRequest request) throws IOException, EqualNamesException {
    CompileResult compiled = compiler.compile(request.compile());
    if (compiled.hasErrors()) {
      return new GenerateResult(compiled, 0, 0, 0, List.of());
    }
    refuseEqualNames(request, compiled.pipelines());
    SortedMap<String, String> texts = new TreeMap<>();
    List<GeneratedJob> jobs = new ArrayList<>();
    for (CompiledPipeline pipeline : compiled.pipelines()) {
      for (GeneratedFile file : pipeline.files()) {
        texts.put(file.path(), file.text());
      }
      jobs.add(new GeneratedJob(pipeline.name(), pipeline.mainClass(), source(request, pipeline)));
    }
    SourceRoot.Update update =
        new SourceRoot(request.outputDirectory()).update(texts, jobs, request.record());
    return new GenerateResult(
        compiled, update.written(), update.unchanged(), update.deleted(), update.spared());
  }

  /** Their packages would be the same: one would overwrite the other. */
  private static void refuseEqualNames(GenerateRequest request, List<CompiledPipeline> pipelines)
      throws EqualNamesException {
    Map<String, CompiledPipeline> byClass = new HashMap<>();
    for (CompiledPipeline pipeline : pipelines) {
      CompiledPipeline other = byClass.putIfAbsent(pipeline.mainClass(), pipeline);
      if (other != null) {
        throw new EqualNamesException(
            pipeline.name(), source(request, other), source(request, pipeline));
      }
    }
  }

  private static String source(GenerateRequest request, CompiledPipeline pipeline) {
    Path file = pipeline.source().toAbsolutePath().normalize();
    return request.sourceDirectory().relativize(file).toString().replace('\\', '/');
  }
}
