package io.millrace.compiler.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.testing.CoverageData;
import io.millrace.compiler.testing.CoverageJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the site of the pipelines that this repository ships to what a site has to be. */
@Tag("thorough")
class SiteTest {
  private static final Map<String, String> FILES = ShippedSite.files();

  private static Map<String, HtmlPage> pages() {
    Map<String, HtmlPage> pages = new LinkedHashMap<>();
    FILES.forEach(
        (path, text) -> {
          if (path.endsWith(".html")) {
            pages.put(path, new HtmlPage(text));
          }
        });
    return pages;
  }

  @Test
  void everyPipelineHasAPageAndAnEntry() {
    List<String> names =
        ShippedSite.shipped().pipelines().stream().map(pipeline -> pipeline.name()).toList();
    assertThat(names).hasSizeGreaterThan(30);
    for (String name : names) {
      assertThat(FILES).containsKey("pipelines/" + name + ".html");
      assertThat(FILES.get("index.html")).contains("href=\"pipelines/" + name + ".html\"");
    }
  }

  @Test
  void everyPageIsWellFormed() {
    pages().forEach((path, page) -> assertThat(page.mistakes).as("mistakes in %s", path).isEmpty());
  }

  @Test
  void everyLinkLeadsSomewhereOnTheSite() {
    Map<String, HtmlPage> pages = pages();
    pages.forEach(
        (path, page) -> {
          for (String link : page.links) {
            assertThat(link).as("a link of %s", path).doesNotContain(":");
            String file = link.replaceFirst("#.*", "");
            String target =
                file.isEmpty()
                    ? path
                    : Path.of("/" + path).resolveSibling(file).normalize().toString().substring(1);
            assertThat(FILES).as("%s links to %s", path, link).containsKey(target);
            if (link.contains("#")) {
              String anchor = link.substring(link.indexOf('#') + 1);
              assertThat(pages.get(target).ids).as("%s links to %s", path, link).contains(anchor);
            }
          }
        });
  }

  @Test
  void everythingThatTheSearchFindsIsThere() {
    Map<String, HtmlPage> pages = pages();
    List<String> lines =
        FILES.get("assets/search-index.js").lines().filter(line -> line.startsWith("[")).toList();
    assertThat(lines).hasSizeGreaterThan(150);
    for (String line : lines) {
      String address = line.split("\", \"")[3];
      String[] parts = address.split("#", 2);
      assertThat(pages).containsKey(parts[0]);
      if (parts.length > 1) {
        assertThat(pages.get(parts[0]).ids).contains(parts[1]);
      }
    }
  }

  @Test
  void aPageShowsEveryNodeStreamAndLine() {
    ShippedSite.shipped()
        .pipelines()
        .forEach(
            pipeline -> {
              String path = "pipelines/" + pipeline.name() + ".html";
              HtmlPage page = new HtmlPage(FILES.get(path));
              var plan = pipeline.plans().resolved();
              for (var node : plan.nodes()) {
                assertThat(page.ids).contains("node-" + node.id());
                assertThat(FILES.get(path)).contains("data-node=\"" + node.id() + "\"");
              }
              plan.shapes().keySet().forEach(s -> assertThat(page.ids).contains("stream-" + s));
              assertThat(page.ids).contains("L1", "L" + (plan.file().lineCount() - 1));
            });
  }

  @Test
  void theSameInputGivesTheSameFiles() {
    assertThat(ShippedSite.site(ShippedSite.shipped())).isEqualTo(FILES);
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    FILES.forEach(
        (path, text) -> {
          if (path.startsWith("assets/site") || path.startsWith("assets/theme")) {
            assertThat(text)
                .as(path)
                .doesNotContain("http:", "https:", "url(", "@import", "fetch(");
          }
        });
  }

  @Test
  void coverageMarksLinesAndListsWhatIsMissed() {
    SiteRequest shipped = ShippedSite.shipped();
    CoverageData coverage = coverage();
    Map<String, String> files =
        ShippedSite.site(
            new SiteRequest("Covered", shipped.pipelines(), shipped.tests(), coverage));
    String page = files.get("pipelines/orders-route.html");
    assertThat(new HtmlPage(page).mistakes).isEmpty();
    assertThat(page)
        .contains("<b>50 %</b>")
        .contains("<tr id=\"L47\" class=\"hit\">")
        .contains("<tr id=\"L56\" class=\"miss\">")
        .contains("not reached: by-warehouse.heavy");
    assertThat(files.get("index.html")).contains("50 % tested");
  }

  @Test
  void thePageOfCoverageHoldsTogether() {
    Map<String, String> files = ShippedSite.coverage(coverage());
    HtmlPage page = new HtmlPage(files.get("coverage.html"));
    assertThat(page.mistakes).isEmpty();
    for (String link : page.links) {
      boolean known =
          link.startsWith("#") ? page.ids.contains(link.substring(1)) : files.containsKey(link);
      assertThat(known).as(link).isTrue();
    }
    assertThat(files.get("coverage.html"))
        .contains("<tr id=\"p1-L56\" class=\"miss\">", "href=\"#p1-L56\"");
  }

  @Test
  void whatIsWrittenOfCoverageIsRead() {
    assertThat(CoverageJson.read(CoverageJson.write(coverage()))).isEqualTo(coverage());
    assertThat(CoverageJson.read("{\"percent\": 3}")).isNull();
    assertThat(CoverageJson.read("no: [JSON")).isNull();
  }

  /** Of one pipeline, half reached. */
  static CoverageData coverage() {
    List<CoverageData.Point> points = new ArrayList<>();
    points.add(point("parcels", CoverageData.Kind.NODE, "rows", 47, true));
    points.add(point("by-warehouse", CoverageData.Kind.BRANCH, "by-warehouse.heavy", 56, false));
    return new CoverageData(
        List.of(new CoverageData.OfPipeline("orders-route.yaml", "orders-route", points)));
  }

  private static CoverageData.Point point(
      String node, CoverageData.Kind kind, String what, int line, boolean reached) {
    return new CoverageData.Point(node, kind, what, "orders-route.yaml", line, reached);
  }
}
