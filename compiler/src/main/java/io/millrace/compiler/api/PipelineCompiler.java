package io.millrace.compiler.api;

import io.millrace.compiler.bind.Fragments;
import io.millrace.compiler.bind.Overlays;
import io.millrace.compiler.bind.PipelineParser;
import io.millrace.compiler.check.PlanRules;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.explain.Explanation;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.generate.JobGenerator;
import io.millrace.compiler.generate.UserFunction;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.optimize.PlanOptimizer;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanPrinter;
import io.millrace.compiler.resolve.Imports;
import io.millrace.compiler.resolve.PipelineResolver;
import io.millrace.compiler.schema.DocumentKind;
import io.millrace.compiler.signature.FunctionCheck;
import io.millrace.compiler.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private enum Output {
    NOTHING,
    JAVA,
    EXPLANATION
  }

  private static CompileResult run(CompileRequest request, Output output) {
    List<CompiledPipeline> pipelines = new ArrayList<>();
    Diagnostics all = new Diagnostics();
    PipelineNames names = new PipelineNames(request.basePackage());
    SourceTree tree = new SourceTree(request.displayRoot());
    Overlays overlays = new Overlays(tree, request.environment());
    Libraries libraries = new Libraries(tree, overlays, request.basePackage());
    Fragments fragments = new Fragments(tree);
    for (Path file : request.files()) {
      Outcome<YamlDocument> read = tree.read(file);
      if (read.isOk() && DocumentKind.of(read.get().root()) == DocumentKind.OVERLAY) {
        overlays.load(file);
      }
    }
    int pipelineFiles = 0;
    for (Path file : request.files()) {
      Outcome<YamlDocument> read = tree.read(file);
      DocumentKind kind = read.isOk() ? DocumentKind.of(read.get().root()) : DocumentKind.PIPELINE;
      if (kind == DocumentKind.LIBRARY) {
        libraries.load(file);
        continue;
      }
      if (kind == DocumentKind.FRAGMENT) {
        fragments.check(file);
        continue;
      }
      if (kind == DocumentKind.TEST) {
        all.add(MisplacedTests.of(read.get()));
        continue;
      }
      if (kind == DocumentKind.OVERLAY) {
        continue; // loaded above, before what it changes
      }
      pipelineFiles++;
      Diagnostics found = new Diagnostics();
      CompiledPipeline pipeline =
          compile(
              request,
              file,
              overlays.apply(file, read),
              output,
              names,
              libraries,
              fragments,
              overlays.texts(file),
              found);
      if (read.isOk()) {
        SuppressedDiagnostics.remove(read.get().suppressions(), found);
      }
      all.addAll(found.sorted());
      if (pipeline != null && !found.hasErrors()) {
        pipelines.add(pipeline);
      }
    }
    all.addAll(libraries.diagnostics());
    all.addAll(fragments.diagnostics());
    all.addAll(overlays.diagnostics());
    return new CompileResult(
        pipelines,
        output == Output.JAVA ? libraries.classes() : List.of(),
        pipelineFiles,
        overlays.environments(),
        all.sorted());
  }

  private static @Nullable CompiledPipeline compile(
      CompileRequest request,
      Path file,
      Outcome<YamlDocument> read,
      Output output,
      PipelineNames names,
      Libraries libraries,
      Fragments fragments,
      List<SourceFile> overlays,
      Diagnostics out) {
    Outcome<PipelineDecl> parsed = PipelineParser.parse(read, fragments, file);
    out.addAll(parsed.diagnostics());
    if (!parsed.isOk()) {
      return null;
    }
    PipelineDecl decl = parsed.get();
    names.claim(decl, out);
    List<SourceFile> texts = new ArrayList<>(List.of(decl.span().source()));
    texts.addAll(overlays);
    decl.fragments().forEach(use -> texts.add(use.file()));
    Imports imports = libraries.imports(file, decl.imports(), texts, out);
    if (imports == null) {
      return null;
    }
    FragmentPlaces places = new FragmentPlaces(decl.fragments());
    Outcome<Plan> resolved = PipelineResolver.resolve(decl, imports, libraries.schemaFiles(file));
    out.addAll(places.explain(resolved.diagnostics()));
    if (!resolved.isOk()) {
      return null;
    }
    Plan logical = resolved.get();
    List<Diagnostic> ruled = PlanRules.check(logical);
    out.addAll(places.explain(ruled));
    if (out.hasErrors()) {
      return null;
    }
    Plan plan = PlanOptimizer.optimize(logical);
    List<ModuleUse> modules = ModuleUse.of(plan);
    MissingModules.report(modules, request.modules(), out);
    JobGenerator.Generated generated =
        output == Output.JAVA ? JobGenerator.generate(plan, request.basePackage()) : null;
    if (generated != null && request.functions() != null) {
      Diagnostics functions = new Diagnostics();
      FunctionCheck.check(
          generated.userFunctions(), generated.files(), request.functions(), functions);
      out.addAll(places.explain(functions.sorted()));
    }
    return new CompiledPipeline(
        plan.name(),
        file,
        JobGenerator.mainClass(plan, request.basePackage()),
        generated == null
            ? List.of()
            : generated.files().stream().map(f -> new GeneratedFile(f.path(), f.text())).toList(),
        PlanPrinter.print(plan),
        output == Output.EXPLANATION ? Explanation.of(logical) : null,
        plan.parameters().stream().map(Parameter::name).toList(),
        KafkaUses.of(plan),
        modules,
        generated == null
            ? List.of()
            : generated.userFunctions().stream().map(UserFunction::className).distinct().toList(),
        new PipelinePlans(logical, plan));
  }
}
