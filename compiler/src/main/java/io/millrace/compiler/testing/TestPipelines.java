package io.millrace.compiler.testing;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.model.JobDecl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pipelines that tests are about; each is compiled once. */
final class TestPipelines {
  private static final Path TESTS = Path.of("src", "test", "pipelines");

  private final Path displayRoot;
  private final String basePackage;
  private final SourceTree tree;
  private final Set<JobDecl.Rewrite> rewritesOff;
  private final Map<Path, CompileResult> compiled = new HashMap<>();

  TestPipelines(
      Path displayRoot, String basePackage, SourceTree tree, Set<JobDecl.Rewrite> rewritesOff) {
    this.displayRoot = displayRoot;
    this.basePackage = basePackage;
    this.tree = tree;
    this.rewritesOff = rewritesOff;
  }

  /** The pipeline that a test names, or null after a report. */
  @Nullable CompiledPipeline named(Path from, Located<String> name, String path, Diagnostics out) {
    List<Diagnostic> found = new ArrayList<>();
    Path file = tree.find(from, name, path, found);
    out.addAll(found);
    return file == null ? null : compile(file, name.span(), path, out);
  }

  /** The pipeline of a file of tests that names none, or null after a report. */
  @Nullable CompiledPipeline besides(Path tests, Span span, Diagnostics out) {
    String name = String.valueOf(tests.getFileName()).replaceFirst("\\.test\\.(ya?ml)$", ".$1");
    Path beside = tests.resolveSibling(name);
    if (!beside.equals(tests) && Files.isRegularFile(beside)) {
      return compile(beside, span, "pipeline", out);
    }
    Path main = inMain(beside);
    if (main != null && Files.isRegularFile(main)) {
      return compile(main, span, "pipeline", out);
    }
    out.add(
        Diagnostic.of(
                TestCode.TST010, span, "pipeline", "there is no `" + name + "` beside this file")
            .withHelp("name the pipeline: `pipeline: <file>`"));
    return null;
  }

  private static @Nullable Path inMain(Path file) {
    for (int i = 0; i + TESTS.getNameCount() < file.getNameCount(); i++) {
      if (file.subpath(i, i + TESTS.getNameCount()).equals(TESTS)) {
        Path module = i == 0 ? file.getRoot() : file.getRoot().resolve(file.subpath(0, i));
        return module
            .resolve(Path.of("src", "main", "pipelines"))
            .resolve(file.subpath(i + TESTS.getNameCount(), file.getNameCount()));
      }
    }
    return null;
  }

  private @Nullable CompiledPipeline compile(Path file, Span span, String path, Diagnostics out) {
    CompileResult result =
        compiled.computeIfAbsent(
            file.toAbsolutePath().normalize(),
            f ->
                new PipelineCompiler()
                    .compile(
                        new CompileRequest(List.of(f), displayRoot, basePackage)
                            .withoutRewrites(rewritesOff)));
    if (!result.hasErrors() && result.pipelines().size() == 1) {
      return result.pipelines().get(0);
    }
    String shown = tree.display(file);
    if (!result.hasErrors()) {
      out.add(Diagnostic.of(TestCode.TST010, span, path, "`" + shown + "` is no pipeline"));
      return null;
    }
    Diagnostic mistake =
        Diagnostic.of(
            TestCode.TST010, span, path, "`" + shown + "` has errors, so nothing can run");
    for (Diagnostic cause : result.diagnostics()) {
      if (cause.isError()) {
        mistake = mistake.withRelated(cause.span(), inOneLine(cause));
      }
    }
    out.add(mistake);
    return null;
  }

  private static String inOneLine(Diagnostic cause) {
    String said = cause.code().id() + ": " + cause.message();
    String advice = cause.label().isEmpty() ? cause.help() : cause.label();
    return advice == null ? said : said + " (" + advice + ")";
  }
}
