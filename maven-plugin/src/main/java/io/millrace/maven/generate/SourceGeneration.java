package io.millrace.maven.generate;

import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.api.PipelineCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
   */
  public GenerateResult generate(GenerateRequest request) throws IOException {
    CompileResult compiled = compiler.compile(request.compile());
    if (compiled.hasErrors()) {
      return new GenerateResult(compiled, 0, 0, 0, List.of());
    }
    SortedMap<String, String> texts = new TreeMap<>();
    List<GeneratedJob> jobs = new ArrayList<>();
    for (CompiledPipeline pipeline : compiled.pipelines()) {
      for (GeneratedFile file : pipeline.files()) {
        texts.put(file.path(), file.text());
      }
      String source = source(request, pipeline.source());
      jobs.add(new GeneratedJob(pipeline.name(), pipeline.mainClass(), source));
    }
    compiled.shared().forEach(file -> texts.put(file.path(), file.text()));
    List<String> sources =
        request.compile().files().stream().map(file -> source(request, file)).toList();
    List<String> before = WrittenFiles.read(request.record()).sources();
    SourceRoot.Update update =
        new SourceRoot(request.outputDirectory()).update(texts, jobs, sources, request.record());
    deleteCopies(request.embeddedDirectory(), before, sources);
    return new GenerateResult(
        compiled, update.written(), update.unchanged(), update.deleted(), update.spared());
  }

  /** Resources are copied by Maven, which never takes a copy away again. */
  private static void deleteCopies(Path directory, List<String> before, List<String> now)
      throws IOException {
    Set<String> gone = new HashSet<>(before);
    now.forEach(gone::remove);
    for (String source : gone) {
      Path copy = directory.resolve(source).normalize();
      if (copy.startsWith(directory)) {
        Files.deleteIfExists(copy);
      }
    }
  }

  private static String source(GenerateRequest request, Path source) {
    Path file = source.toAbsolutePath().normalize();
    return request.sourceDirectory().relativize(file).toString().replace('\\', '/');
  }
}
