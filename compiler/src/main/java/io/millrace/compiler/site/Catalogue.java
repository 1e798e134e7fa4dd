package io.millrace.compiler.site;

import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.testing.CoverageData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the first page. */
final class Catalogue {
  private static final int HIGH = 90;
  private static final int MIDDLE = 60;

  private final SiteRequest request;
  private final List<PipelinePage> pages;

  Catalogue(SiteRequest request, List<PipelinePage> pages) {
    this.request = request;
    this.pages = pages;
  }

  CatalogueView view() {
    Map<String, List<CatalogueView.Entry>> directories = new TreeMap<>();
    for (PipelinePage page : pages) {
      String file = page.plan().file().name();
      int slash = file.lastIndexOf('/');
      directories
          .computeIfAbsent(
              slash < 0 ? "Pipelines" : file.substring(0, slash), d -> new ArrayList<>())
          .add(entry(page));
    }
    List<CatalogueView.Directory> all = new ArrayList<>();
    directories.forEach(
        (name, entries) -> {
          entries.sort(Comparator.comparing(CatalogueView.Entry::name));
          all.add(new CatalogueView.Directory(name, entries));
        });
    CoverageData coverage = request.coverage();
    return new CatalogueView(
        "",
        request.title(),
        pages.size(),
        pages.stream().mapToInt(PipelinePage::tests).sum(),
        coverage == null ? "" : coverage.percent() + " %",
        all,
        places());
  }

  private static CatalogueView.Entry entry(PipelinePage page) {
    List<CatalogueView.End> sources = new ArrayList<>();
    List<CatalogueView.End> sinks = new ArrayList<>();
    int operators = 0;
    for (PlanNode node : page.plan().nodes()) {
      if (node instanceof PlanNode.Source) {
        sources.add(end(page, node));
      } else if (node instanceof PlanNode.Sink) {
        sinks.add(end(page, node));
      } else {
        operators++;
      }
    }
    CoverageData.OfPipeline coverage = page.coverage();
    int percent = coverage == null ? 0 : coverage.percent();
    return new CatalogueView.Entry(
        page.plan().name(),
        page.redaction().text(page.plan().description()),
        sources,
        sinks,
        operators,
        page.tests(),
        coverage == null ? "" : percent + " %",
        level(percent));
  }

  /** How good a percentage of coverage is. */
  static String level(int percent) {
    return percent >= HIGH ? "high" : percent >= MIDDLE ? "middle" : "low";
  }

  private static CatalogueView.End end(PipelinePage page, PlanNode node) {
    return new CatalogueView.End(
        node.id(),
        GraphDrawing.kind(node).replaceFirst(" (source|sink)$", ""),
        page.redaction()
            .text(
                NodePlaces.of(node).stream()
                    .map(NodePlaces.Outside::name)
                    .collect(Collectors.joining(", "))));
  }

  private List<CatalogueView.Place> places() {
    Map<NodePlaces.Outside, List<CatalogueView.Use>> writers = new LinkedHashMap<>();
    Map<NodePlaces.Outside, List<CatalogueView.Use>> readers = new LinkedHashMap<>();
    for (PipelinePage page : pages) {
      for (PlanNode node : page.plan().nodes()) {
        for (NodePlaces.Outside place : NodePlaces.of(node)) {
          NodePlaces.Outside shown =
              new NodePlaces.Outside(place.kind(), page.redaction().text(place.name()));
          writers.computeIfAbsent(shown, p -> new ArrayList<>());
          readers.computeIfAbsent(shown, p -> new ArrayList<>());
          (NodePlaces.isWritten(node) ? writers : readers)
              .get(shown)
              .add(new CatalogueView.Use(page.plan().name(), node.id()));
        }
      }
    }
    List<NodePlaces.Outside> sorted = new ArrayList<>(writers.keySet());
    sorted.sort(
        Comparator.comparing(NodePlaces.Outside::kind)
            .reversed()
            .thenComparing(NodePlaces.Outside::name));
    List<CatalogueView.Place> all = new ArrayList<>();
    for (NodePlaces.Outside place : sorted) {
      all.add(
          new CatalogueView.Place(
              "data-" + (all.size() + 1),
              place.kind(),
              place.name(),
              writers.get(place),
              readers.get(place)));
    }
    return all;
  }
}
