package io.millrace.compiler.api;

import io.millrace.compiler.bind.Fragments;
import io.millrace.compiler.bind.Overlays;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.schema.DocumentKind;
import io.millrace.compiler.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles pipeline files. Opens no connection, needs no secret, and reads no files but those named
 * in the request and what they refer to.
 */
public final class PipelineCompiler {
  /** All checks, no Java. */
  public CompileResult validate(CompileRequest request) {
    return run(request, Output.NOTHING);
  }

  /** All checks, and the Java sources of every pipeline without errors. */
  public CompileResult compile(CompileRequest request) {
    return run(request, Output.JAVA);
  }

  /** All checks, and how each pipeline without errors came to be what it is. */
  public CompileResult explain(CompileRequest request) {
    return run(request, Output.EXPLANATION);
  }

  /** What is made besides diagnostics. */
  enum Output {
    NOTHING,
    JAVA,
    EXPLANATION
  }

  private static CompileResult run(CompileRequest request, Output output) {
    SourceTree tree = new SourceTree(request.displayRoot());
    Overlays overlays = new Overlays(tree, request.environment());
    Libraries libraries = new Libraries(tree, overlays, request.basePackage());
    Fragments fragments = new Fragments(tree);
    Diagnostics all = new Diagnostics();
    try (Workers workers = new Workers(request.files().size())) {
      workers.each(request.files(), tree::read);
      for (Path file : request.files()) {
        Outcome<YamlDocument> read = tree.read(file);
        if (read.isOk() && DocumentKind.of(read.get().root()) == DocumentKind.OVERLAY) {
          overlays.load(file);
        }
      }
      List<PipelineCompilation> compilations = new ArrayList<>();
      for (Path file : request.files()) {
        Outcome<YamlDocument> read = tree.read(file);
        DocumentKind kind =
            read.isOk() ? DocumentKind.of(read.get().root()) : DocumentKind.PIPELINE;
        switch (kind) {
          case LIBRARY -> libraries.load(file);
          case FRAGMENT -> fragments.check(file);
          case TEST -> all.add(MisplacedTests.of(read.get()));
          case OVERLAY -> {} // loaded above, before what it changes
          case PIPELINE ->
              compilations.add(
                  new PipelineCompilation(
                      request, output, file, overlays.apply(file, read), overlays.texts(file)));
        }
      }
      workers.each(compilations, compilation -> compilation.parse(fragments));
      // One after the other: which of two files has a name first must not depend on threads.
      PipelineNames names = new PipelineNames(request.basePackage());
      compilations.forEach(compilation -> compilation.link(names, libraries));
      workers.each(compilations, PipelineCompilation::finish);
      List<CompiledPipeline> pipelines = new ArrayList<>();
      for (PipelineCompilation compilation : compilations) {
        all.addAll(compilation.diagnostics());
        CompiledPipeline pipeline = compilation.result();
        if (pipeline != null) {
          pipelines.add(pipeline);
        }
      }
      all.addAll(libraries.diagnostics());
      all.addAll(fragments.diagnostics());
      all.addAll(overlays.diagnostics());
      return new CompileResult(
          pipelines,
          output == Output.JAVA ? libraries.classes() : List.of(),
          compilations.size(),
          overlays.environments(),
          tree.filesRead(),
          all.sorted());
    }
  }
}
