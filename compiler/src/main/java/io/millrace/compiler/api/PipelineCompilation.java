package io.millrace.compiler.api;

import io.millrace.compiler.bind.Fragments;
import io.millrace.compiler.bind.PipelineParser;
import io.millrace.compiler.bind.SoundParts;
import io.millrace.compiler.check.PlanRules;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.explain.Explanation;
import io.millrace.compiler.generate.JobGenerator;
import io.millrace.compiler.generate.UserFunction;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.optimize.PlanOptimizer;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanPrinter;
import io.millrace.compiler.resolve.Imports;
import io.millrace.compiler.resolve.PipelineResolver;
import io.millrace.compiler.resolve.SchemaFiles;
import io.millrace.compiler.signature.FunctionCheck;
import io.millrace.compiler.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline file on its way. The steps of one file come one after the other; {@link #parse} and
 * {@link #finish} of different files may run at the same time.
 */
final class PipelineCompilation {
  private final CompileRequest request;
  private final PipelineCompiler.Output output;
  private final Path file;
  private final Outcome<YamlDocument> read;
  private final List<SourceFile> overlays;
  private final Diagnostics found = new Diagnostics();
  private @Nullable PipelineDecl decl;

  /** Set where the file has mistakes that leave nothing but parts of it to check. */
  private @Nullable SoundParts sound;

  private @Nullable Imports imports;
  private @Nullable SchemaFiles schemaFiles;
  private @Nullable CompiledPipeline result;

  PipelineCompilation(
      CompileRequest request,
      PipelineCompiler.Output output,
      Path file,
      Outcome<YamlDocument> read,
      List<SourceFile> overlays) {
    this.request = request;
    this.output = output;
    this.file = file;
    this.read = read;
    this.overlays = overlays;
  }

  /** What was found; complete after the last step. */
  List<Diagnostic> diagnostics() {
    return found.sorted();
  }

  /** The pipeline, if there is no error in it. */
  @Nullable CompiledPipeline result() {
    return found.hasErrors() ? null : result;
  }

  /** From the text to declarations. */
  void parse(Fragments fragments) {
    Outcome<PipelineDecl> parsed = PipelineParser.parse(read, fragments, file);
    found.addAll(parsed.diagnostics());
    decl = parsed.value();
    if (decl == null && read.isOk()) {
      sound = SoundParts.of(read.get(), parsed.diagnostics(), fragments, file);
      decl = sound == null ? null : sound.decl();
    }
  }

  /** Takes the file's place among the others of the request. */
  void link(PipelineNames names, Libraries libraries) {
    if (decl == null) {
      return;
    }
    names.claim(decl, found);
    List<SourceFile> texts = new ArrayList<>(List.of(decl.span().source()));
    texts.addAll(overlays);
    decl.fragments().forEach(use -> texts.add(use.file()));
    imports = libraries.imports(file, decl.imports(), texts, found);
    schemaFiles = libraries.schemaFiles(file);
  }

  /** From declarations to a checked plan, and what was asked for. */
  void finish() {
    if (decl != null && imports != null && schemaFiles != null) {
      result = finish(decl, imports, schemaFiles);
    }
    if (read.isOk()) {
      SuppressedDiagnostics.remove(read.get().suppressions(), found);
    }
  }

  private @Nullable CompiledPipeline finish(
      PipelineDecl decl, Imports imports, SchemaFiles schemaFiles) {
    FragmentPlaces places = new FragmentPlaces(decl.fragments());
    Outcome<Plan> resolved = PipelineResolver.resolve(decl, imports, schemaFiles);
    SoundParts parts = sound;
    if (parts != null) {
      // Warnings may be about what was left out: what it would use seems to be used by nothing.
      List<Diagnostic> own =
          resolved.diagnostics().stream().filter(d -> d.isError() && !parts.explain(d)).toList();
      found.addAll(places.explain(own));
      return null;
    }
    found.addAll(places.explain(resolved.diagnostics()));
    if (!resolved.isOk()) {
      return null;
    }
    Plan logical = resolved.get();
    logical = logical.with(logical.job().without(request.rewritesOff()));
    found.addAll(places.explain(PlanRules.check(decl, logical)));
    if (found.hasErrors()) {
      return null;
    }
    Plan plan = PlanOptimizer.optimize(logical);
    List<ModuleUse> modules = ModuleUse.of(plan);
    MissingModules.report(modules, request.modules(), found);
    JobGenerator.Generated generated =
        output == PipelineCompiler.Output.JAVA
            ? JobGenerator.generate(plan, request.basePackage())
            : null;
    if (generated != null && request.functions() != null) {
      Diagnostics functions = new Diagnostics();
      FunctionCheck.check(
          generated.userFunctions(), generated.files(), request.functions(), functions);
      found.addAll(places.explain(functions.sorted()));
    }
    return new CompiledPipeline(
        plan.name(),
        file,
        JobGenerator.mainClass(plan, request.basePackage()),
        generated == null
            ? List.of()
            : generated.files().stream().map(f -> new GeneratedFile(f.path(), f.text())).toList(),
        PlanPrinter.print(plan),
        output == PipelineCompiler.Output.EXPLANATION ? Explanation.of(logical) : null,
        plan.parameters().stream().map(Parameter::name).toList(),
        KafkaUses.of(plan),
        modules,
        generated == null
            ? List.of()
            : generated.userFunctions().stream().map(UserFunction::className).distinct().toList(),
        new PipelinePlans(logical, plan));
  }
}
