package io.millrace.compiler.site;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.generate.text.HtmlTemplates;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.testing.CoverageData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page about what tests reach, with the sources of the pipelines, whose lines it marks. */
public final class CoverageSite {
  private CoverageSite() {}

  /**
   * {@code coverage.html}, and what it needs.
   *
   * @param plans of the pipelines of the coverage, in the same order
   */
  public static List<SiteFile> of(CoverageData coverage, List<Plan> plans) {
    List<CoverageView.OfPipeline> pipelines = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      pipelines.add(pipeline(coverage.pipelines().get(i), plans.get(i), "p" + (i + 1)));
    }
    CoverageView view =
        new CoverageView(
            "",
            "Coverage of pipelines",
            coverage.percent(),
            pipelines.stream().mapToInt(CoverageView.OfPipeline::reached).sum(),
            pipelines.stream().mapToInt(CoverageView.OfPipeline::all).sum(),
            pipelines);
    List<SiteFile> files = new ArrayList<>(Site.assets());
    files.add(new SiteFile("coverage.html", HtmlTemplates.render("coverage.ftlh", view)));
    return files;
  }

  private static CoverageView.OfPipeline pipeline(
      CoverageData.OfPipeline coverage, Plan plan, String anchor) {
    Map<SourceFile, String> files = new LinkedHashMap<>();
    files.put(plan.file(), anchor + "-L");
    for (PlanNode node : plan.nodes()) {
      files.computeIfAbsent(
          node.info().span().source(), file -> anchor + "-f" + files.size() + "-L");
    }
    Redaction redaction = Redaction.of(plan, files.keySet());
    List<SourceListing.Listing> sources = new ArrayList<>();
    files.forEach(
        (file, lines) ->
            sources.add(
                SourceListing.of(file, lines, redaction, CoverageMarks.of(coverage, file.name()))));
    List<CoverageView.Missed> missed = new ArrayList<>();
    for (CoverageData.Point point : coverage.missed()) {
      String lines =
          files.entrySet().stream()
              .filter(entry -> entry.getKey().name().equals(point.file()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");
      missed.add(
          new CoverageView.Missed(
              point.node(),
              point.kind().name().toLowerCase(Locale.ROOT),
              point.what(),
              point.file() + ":" + point.line(),
              lines.isEmpty() ? "" : lines + point.line()));
    }
    return new CoverageView.OfPipeline(
        anchor,
        coverage.name(),
        coverage.file(),
        coverage.percent(),
        coverage.reached(),
        coverage.points().size(),
        Catalogue.level(coverage.percent()),
        missed,
        sources);
  }
}
