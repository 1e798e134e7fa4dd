package io.millrace.maven.report;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.GitHubAnnotations;
import io.millrace.compiler.diag.JsonRenderer;
import io.millrace.compiler.diag.SarifRenderer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a goal found, as the texts that it gives out: they are the same whether it has looked now or
 * when the same files were there before.
 *
 * @param identities of the findings, in their order: where, and what
 * @param texts in every form
 */
public record Findings(Summary summary, List<String> identities, Map<Form, String> texts) {
  /** What findings are given out as. */
  public enum Form {
    FRAMES,
    COLORED_FRAMES,
    POSITIONS,
    COLORED_POSITIONS,
    ANNOTATIONS,
    JSON,
    SARIF,
    JUNIT
  }

  public Findings {
    identities = List.copyOf(identities);
    texts = Collections.unmodifiableMap(new EnumMap<>(texts));
  }

  /**
   * The findings of the compiler.
   *
   * @param version of Millrace
   */
  public static Findings of(CompileRequest request, CompileResult result, String version) {
    List<Diagnostic> diagnostics = result.diagnostics();
    DiagnosticsReport report = new DiagnosticsReport(diagnostics);
    Map<Form, String> texts = new EnumMap<>(Form.class);
    texts.put(Form.FRAMES, report.frames(false));
    texts.put(Form.COLORED_FRAMES, report.frames(true));
    texts.put(Form.POSITIONS, report.framesWithPositions(request.displayRoot(), false));
    texts.put(Form.COLORED_POSITIONS, report.framesWithPositions(request.displayRoot(), true));
    texts.put(Form.ANNOTATIONS, diagnostics.isEmpty() ? "" : GitHubAnnotations.render(diagnostics));
    texts.put(Form.JSON, new JsonRenderer().render(diagnostics));
    texts.put(Form.SARIF, new SarifRenderer(version).render(diagnostics));
    texts.put(
        Form.JUNIT, new JunitReport(request.files(), request.displayRoot(), diagnostics).text());
    // The root does not count: it is not the same for all goals.
    List<String> identities =
        diagnostics.stream()
            .map(
                d ->
                    "%s %d %s"
                        .formatted(
                            request.displayRoot().resolve(d.span().source().name()).normalize(),
                            d.span().start(),
                            d.code().id()))
            .toList();
    return new Findings(Summary.of(result.pipelineFiles(), diagnostics), identities, texts);
  }

  public String text(Form form) {
    return texts.getOrDefault(form, "");
  }
}
