package io.millrace.pipelines.bench;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.model.JobDecl.Rewrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link RewriteBenchmark} measures. */
final class RewriteCases {
  private static final Path QUERIES = Path.of("src/main/pipelines/nexmark");
  private static final Path OWN = Path.of("src/test/pipelines/rewrites");

  /** Each is in a package of its own, so that all can be on one class path. */
  private static final AtomicInteger PACKAGES = new AtomicInteger();

  private RewriteCases() {}

  /** A pipeline with what is measured and without it. */
  record Case(String what, String pipeline, CompiledPipeline with, CompiledPipeline less) {}

  static List<Case> all() throws IOException {
    Path directory = Files.createTempDirectory("rewrites");
    List<Case> cases = new ArrayList<>();
    cases.add(rewrite(Rewrite.PROJECTION, "q2"));
    cases.add(rewrite(Rewrite.PROJECTION, "q5"));
    cases.add(rewrite(Rewrite.CONSTANT_FOLDING, "constants"));
    cases.add(rewrite(Rewrite.FUSION, "q1"));
    cases.add(rewrite(Rewrite.FUSION, "q2"));
    cases.add(rewrite(Rewrite.PUSH_DOWN, "q14"));
    cases.add(rewrite(Rewrite.COMMON_EXPRESSIONS, "q22"));
    cases.add(rewrite(Rewrite.KEY_REUSE, "q9"));
    cases.add(rewrite(Rewrite.PRE_AGGREGATION, "q5"));
    cases.add(rewrite(Rewrite.PRE_AGGREGATION, "q7"));
    cases.add(rewrite(Rewrite.PRE_AGGREGATION, "q19"));
    cases.add(rewrite(Rewrite.PRE_AGGREGATION, "ranking"));
    cases.add(rewrite(Rewrite.SLICE_SHARING, "slices"));
    for (String key : List.of("auction", "channel")) {
      cases.add(slicesBy(directory, key));
    }
    for (String query : List.of("q1", "q2", "q5", "q7", "q9", "q22")) {
      Set<Rewrite> all = EnumSet.allOf(Rewrite.class);
      cases.add(new Case("all", query, compile(file(query), Set.of()), compile(file(query), all)));
    }
    for (String query : List.of("q0", "q2")) {
      cases.add(
          new Case("`mode: fast`", query, fast(directory, query), compile(file(query), Set.of())));
    }
    return cases;
  }

  private static Case rewrite(Rewrite rewrite, String pipeline) {
    Path file = file(pipeline);
    return new Case(
        rewrite.key(), pipeline, compile(file, Set.of()), compile(file, Set.of(rewrite)));
  }

  private static Path file(String pipeline) {
    return (pipeline.startsWith("q") ? QUERIES : OWN).resolve(pipeline + ".yaml");
  }

  /** A query whose events are read in the fast mode. */
  private static CompiledPipeline fast(Path directory, String query) throws IOException {
    Path changed =
        changed(
            directory,
            query,
            "    format: json\n    schema: Event\n",
            "    format: { type: json, mode: fast }\n    schema: Event\n");
    return compile(changed, Set.of());
  }

  /** Windows with another key than a hundred groups. */
  private static Case slicesBy(Path directory, String key) throws IOException {
    Path file = changed(directory, "slices", "{ part: auction % 100 }", "[" + key + "]");
    return new Case(
        Rewrite.SLICE_SHARING.key(),
        "slices by " + key,
        compile(file, Set.of()),
        compile(file, Set.of(Rewrite.SLICE_SHARING)));
  }

  /** A pipeline with another text in the place of one that it has. */
  private static Path changed(Path directory, String pipeline, String text, String other)
      throws IOException {
    String before = Files.readString(file(pipeline));
    String library = "nexmark.yaml";
    String after =
        before.replace(text, other).replaceFirst("imports: \\[.*\\]", "imports: [" + library + "]");
    if (!before.contains(text)) {
      throw new IllegalStateException(pipeline + " has no `" + text + "`");
    }
    Files.copy(
        QUERIES.resolve(library), directory.resolve(library), StandardCopyOption.REPLACE_EXISTING);
    return Files.writeString(directory.resolve(pipeline + ".yaml"), after);
  }

  private static CompiledPipeline compile(Path file, Set<Rewrite> off) {
    CompileResult result =
        new PipelineCompiler()
            .compile(
                new CompileRequest(
                        List.of(file.toAbsolutePath()),
                        file.toAbsolutePath().getParent(),
                        "io.millrace.rewritten" + PACKAGES.getAndIncrement())
                    .withoutRewrites(off));
    if (result.pipelines().isEmpty()) {
      throw new IllegalStateException("does not compile: " + result.diagnostics());
    }
    return result.pipelines().get(0);
  }
}
