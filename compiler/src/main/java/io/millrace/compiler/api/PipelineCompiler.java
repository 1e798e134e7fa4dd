package io.millrace.compiler.api;

import io.millrace.compiler.bind.PipelineParser;
import io.millrace.compiler.check.PlanRules;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.YamlCode;
import io.millrace.compiler.generate.JobGenerator;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.optimize.PlanOptimizer;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanPrinter;
import io.millrace.compiler.resolve.PipelineResolver;
import io.millrace.compiler.yaml.Suppression;
import io.millrace.compiler.yaml.Suppressions;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
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
    return run(request, false);
  }

  /** All checks, and the Java sources of every pipeline without errors. */
  public CompileResult compile(CompileRequest request) {
    return run(request, true);
  }

  private static CompileResult run(CompileRequest request, boolean generate) {
    List<CompiledPipeline> pipelines = new ArrayList<>();
    Diagnostics all = new Diagnostics();
    PipelineNames names = new PipelineNames(request.basePackage());
    for (Path file : request.files()) {
      Diagnostics found = new Diagnostics();
      CompiledPipeline pipeline = compile(request, file, generate, names, found);
      all.addAll(found.sorted());
      if (pipeline != null && !found.hasErrors()) {
        pipelines.add(pipeline);
      }
    }
    return new CompileResult(pipelines, all.sorted());
  }

  private static @Nullable CompiledPipeline compile(
      CompileRequest request, Path file, boolean generate, PipelineNames names, Diagnostics out) {
    String shown = display(request.displayRoot(), file);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      Span start = new Span(new SourceFile(shown, ""), 0, 0);
      out.add(
          Diagnostic.of(YamlCode.YAML001, start, "", "the file cannot be read: " + e.getMessage()));
      return null;
    }
    Outcome<YamlDocument> read = YamlReader.read(shown, bytes);
    CompiledPipeline pipeline = compile(request, file, read, generate, names, out);
    if (read.isOk()) {
      suppress(read.get().suppressions(), out);
    }
    return pipeline;
  }

  private static @Nullable CompiledPipeline compile(
      CompileRequest request,
      Path file,
      Outcome<YamlDocument> read,
      boolean generate,
      PipelineNames names,
      Diagnostics out) {
    Outcome<PipelineDecl> parsed = PipelineParser.parse(read);
    out.addAll(parsed.diagnostics());
    if (!parsed.isOk()) {
      return null;
    }
    PipelineDecl decl = parsed.get();
    names.claim(decl, out);
    Outcome<Plan> resolved = PipelineResolver.resolve(decl);
    out.addAll(resolved.diagnostics());
    if (!resolved.isOk()) {
      return null;
    }
    Plan logical = resolved.get();
    List<Diagnostic> ruled = PlanRules.check(logical);
    out.addAll(ruled);
    if (out.hasErrors()) {
      return null;
    }
    Plan plan = PlanOptimizer.optimize(logical);
    List<ModuleUse> modules = ModuleUse.of(plan);
    MissingModules.report(modules, request.modules(), out);
    JobGenerator.Generated generated =
        generate ? JobGenerator.generate(plan, request.basePackage()) : null;
    return new CompiledPipeline(
        plan.name(),
        file,
        JobGenerator.mainClass(plan, request.basePackage()),
        generated == null
            ? List.of()
            : generated.files().stream().map(f -> new GeneratedFile(f.path(), f.text())).toList(),
        PlanPrinter.print(plan),
        plan.parameters().stream().map(Parameter::name).toList(),
        KafkaUses.of(plan),
        modules);
  }

  /**
   * Takes out what the user answered with a comment. Where an error kept later phases from running,
   * a comment may be unused only for that reason, so nothing is said of it.
   */
  private static void suppress(List<Suppression> suppressions, Diagnostics out) {
    boolean complete = !out.hasErrors();
    List<Diagnostic> left = Suppressions.apply(suppressions, out.sorted());
    out.removeIf(diagnostic -> true);
    left.stream()
        .filter(diagnostic -> complete || diagnostic.code() != YamlCode.YAML018)
        .forEach(out::add);
  }

  private static String display(Path root, Path file) {
    Path absoluteRoot = root.toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(absoluteRoot) ? absoluteRoot.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }
}
