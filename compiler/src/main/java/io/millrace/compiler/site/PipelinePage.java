package io.millrace.compiler.site;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelinePlans;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.explain.Lineage;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.plan.Durations;
import io.millrace.compiler.plan.JobSettings;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.testing.CoverageData;
import io.millrace.compiler.testing.PipelineTest;
import io.millrace.compiler.testing.TestSuite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the page of a pipeline. */
final class PipelinePage {
  private final SiteRequest request;
  private final CompiledPipeline pipeline;
  private final PipelinePlans plans;
  private final List<TestSuite> suites;
  private final CoverageData.@Nullable OfPipeline coverage;
  private final Redaction redaction;

  /** The files of the page's listings, by what ids of their lines begin with. */
  private final Map<SourceFile, String> files = new LinkedHashMap<>();

  PipelinePage(SiteRequest request, CompiledPipeline pipeline) {
    this.request = request;
    this.pipeline = pipeline;
    this.plans = Objects.requireNonNull(pipeline.plans(), "made by the compiler");
    this.suites = suites(request, pipeline);
    this.coverage = coverage(request, plans.resolved());
    files.put(plan().file(), "L");
    for (PlanNode node : plan().nodes()) {
      SourceFile file = node.info().span().source();
      files.computeIfAbsent(file, key -> "f" + files.size() + "-L");
    }
    List<SourceFile> all = new ArrayList<>(files.keySet());
    suites.forEach(suite -> all.add(suite.source()));
    this.redaction = Redaction.of(plan(), all);
  }

  Plan plan() {
    return plans.resolved();
  }

  Redaction redaction() {
    return redaction;
  }

  int tests() {
    return suites.stream().mapToInt(suite -> suite.tests().size()).sum();
  }

  CoverageData.@Nullable OfPipeline coverage() {
    return coverage;
  }

  String path() {
    return "pipelines/" + pipeline.name() + ".html";
  }

  PipelineView view() {
    return new PipelineView(
        "../",
        request.title(),
        pipeline.name(),
        redaction.text(plan().description()),
        plan().file().name(),
        facts(),
        GraphDrawing.of(plan(), redaction),
        new NodeCards(plans, redaction, this::line).all(),
        lineage(),
        parameters(),
        testFiles(),
        coverage == null ? null : coverageCard(coverage),
        listings());
  }

  private static List<TestSuite> suites(SiteRequest request, CompiledPipeline pipeline) {
    return request.tests().stream()
        .filter(
            suite ->
                suite.tests().stream().anyMatch(test -> isSame(test.target().pipeline(), pipeline)))
        .toList();
  }

  private static boolean isSame(CompiledPipeline a, CompiledPipeline b) {
    return a.source().toAbsolutePath().normalize().equals(b.source().toAbsolutePath().normalize());
  }

  private static CoverageData.@Nullable OfPipeline coverage(SiteRequest request, Plan plan) {
    return request.coverage() == null
        ? null
        : request.coverage().pipelines().stream()
            .filter(found -> found.file().equals(plan.file().name()))
            .findFirst()
            .orElse(null);
  }

  private PipelineView.LineLink line(Span span) {
    String anchor = files.get(span.source());
    return new PipelineView.LineLink(
        anchor + span.line(), span.source().name() + ":" + span.line());
  }

  private List<PipelineView.Fact> facts() {
    JobSettings job = plan().job();
    List<PipelineView.Fact> facts = new ArrayList<>();
    JobDecl.Mode mode = job.mode() == null ? JobDecl.Mode.STREAMING : job.mode().value();
    fact(facts, "Mode", mode.name().toLowerCase(Locale.ROOT));
    fact(facts, "Parallelism", job.parallelism());
    fact(facts, "Checkpoints", job.checkpointInterval());
    fact(
        facts,
        "State backend",
        job.backend() == null ? null : job.backend().name().toLowerCase(Locale.ROOT));
    fact(
        facts,
        "State ends after",
        job.stateTtl() == null ? null : Durations.display(job.stateTtl()));
    fact(facts, "Class", pipeline.mainClass());
    return facts;
  }

  private void fact(List<PipelineView.Fact> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.add(new PipelineView.Fact(name, redaction.text(value.toString())));
    }
  }

  private List<PipelineView.SinkLineage> lineage() {
    Map<String, List<PipelineView.LineageRow>> bySink = new LinkedHashMap<>();
    for (Lineage.SinkField field : new Lineage(plan()).sinkFields()) {
      List<PipelineView.Origin> origins = new ArrayList<>();
      field
          .origins()
          .forEach(
              (origin, steps) ->
                  origins.add(
                      new PipelineView.Origin(
                          origin.stream(),
                          origin.field(),
                          steps.stream().map(this::step).toList())));
      bySink
          .computeIfAbsent(field.cell().stream(), sink -> new ArrayList<>())
          .add(new PipelineView.LineageRow(field.cell().field(), origins));
    }
    List<PipelineView.SinkLineage> all = new ArrayList<>();
    bySink.forEach((sink, rows) -> all.add(new PipelineView.SinkLineage(sink, rows)));
    return all;
  }

  /** Steps are written {@code node: expression}; ids hold no colon. */
  private PipelineView.Step step(String text) {
    int colon = text.indexOf(": ");
    return new PipelineView.Step(
        text.substring(0, colon), redaction.text(text.substring(colon + 2).strip()));
  }

  private List<PipelineView.ParameterRow> parameters() {
    List<PipelineView.ParameterRow> rows = new ArrayList<>();
    for (Parameter parameter : plan().parameters()) {
      boolean secret = parameter.kind() == ParameterDecl.Kind.SECRET;
      String value = parameter.defaultText();
      rows.add(
          new PipelineView.ParameterRow(
              parameter.name(),
              parameter.kind().name().toLowerCase(Locale.ROOT),
              value == null || secret ? "" : redaction.text(value),
              parameter.env() == null ? "" : parameter.env(),
              redaction.text(parameter.description()),
              value == null));
    }
    return rows;
  }

  private List<PipelineView.TestFile> testFiles() {
    List<PipelineView.TestFile> all = new ArrayList<>();
    for (TestSuite suite : suites) {
      String anchor = "t" + (all.size() + 1) + "-L";
      List<PipelineView.LineLink> tests = new ArrayList<>();
      for (PipelineTest test : suite.tests()) {
        tests.add(
            new PipelineView.LineLink(
                anchor + test.name().span().line(), redaction.text(test.name().value())));
      }
      all.add(
          new PipelineView.TestFile(
              suite.source().name(),
              tests,
              SourceListing.of(suite.source(), anchor, redaction, Map.of())));
    }
    return all;
  }

  private PipelineView.CoverageCard coverageCard(CoverageData.OfPipeline measured) {
    List<PipelineView.Missed> missed = new ArrayList<>();
    for (CoverageData.Point point : measured.missed()) {
      files.forEach(
          (file, anchor) -> {
            if (file.name().equals(point.file()) && point.line() <= file.lineCount()) {
              missed.add(
                  new PipelineView.Missed(
                      point.node(),
                      point.kind().name().toLowerCase(Locale.ROOT),
                      point.what(),
                      new PipelineView.LineLink(
                          anchor + point.line(), file.name() + ":" + point.line())));
            }
          });
    }
    return new PipelineView.CoverageCard(
        measured.percent(), measured.reached(), measured.points().size(), missed);
  }

  private List<SourceListing.Listing> listings() {
    List<SourceListing.Listing> all = new ArrayList<>();
    files.forEach(
        (file, anchor) ->
            all.add(
                SourceListing.of(
                    file,
                    anchor,
                    redaction,
                    coverage == null ? Map.of() : CoverageMarks.of(coverage, file.name()))));
    return all;
  }
}
