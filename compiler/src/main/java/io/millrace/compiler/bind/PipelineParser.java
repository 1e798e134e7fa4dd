package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.schema.SchemaValidator;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** From text to declarations: reads the YAML, checks its shape, binds it. */
public final class PipelineParser {
  private PipelineParser() {}

  /**
   * The declarations of a pipeline file. A phase with errors stops those after it; warnings of all
   * phases are kept.
   */
  public static Outcome<PipelineDecl> parse(SourceFile file) {
    return parse(YamlReader.read(file));
  }

  /** The declarations of a pipeline text that uses no fragments. */
  public static Outcome<PipelineDecl> parse(Outcome<YamlDocument> read) {
    return parse(read, PipelineBinder::bind);
  }

  /** The declarations of a pipeline file that was read already. */
  public static Outcome<PipelineDecl> parse(
      Outcome<YamlDocument> read, Fragments fragments, Path file) {
    Path path = file.toAbsolutePath().normalize();
    return parse(read, document -> PipelineBinder.bind(document, fragments, path));
  }

  private static Outcome<PipelineDecl> parse(
      Outcome<YamlDocument> read, Function<YamlDocument, Outcome<PipelineDecl>> bind) {
    Diagnostics found = new Diagnostics();
    found.addAll(read.diagnostics());
    if (!read.isOk() || found.hasErrors()) {
      return Outcome.failed(found.sorted());
    }
    List<Diagnostic> shape = SchemaValidator.validatePipeline(read.get());
    found.addAll(shape);
    if (found.hasErrors()) {
      return Outcome.failed(found.sorted());
    }
    Outcome<PipelineDecl> bound = bind.apply(read.get());
    found.addAll(bound.diagnostics());
    return new Outcome<>(bound.value(), found.sorted());
  }
}
