package io.millrace.compiler.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site as a reader meets it: in a browser, from the file system, without a network. */
@Tag("thorough")
class SiteInBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target", "site-screenshots");

  /** Whether something sticks out of the page, or text out of its box in the graph. */
  private static final String CLIPPED =
      """
      Array.from(document.querySelectorAll('.node')).filter(n => {
        const box = n.querySelector('rect').getBBox();
        return Array.from(n.querySelectorAll('text')).some(t => {
          const b = t.getBBox();
          return b.x < box.x || b.x + b.width > box.x + box.width
              || b.y < box.y || b.y + b.height > box.y + box.height;
        });
      }).length
      """;

  /** How many pairs of texts and boxes of the graph lie over each other. */
  private static final String OVERLAPS =
      """
      (() => {
        const boxes = Array.from(document.querySelectorAll('.edge text, .node > rect:first-of-type'))
            .map(e => e.getBBox());
        let count = 0;
        boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
          if (a.x < b.x + b.width && b.x < a.x + a.width
              && a.y + 2 < b.y + b.height && b.y + 2 < a.y + a.height) { count++; }
        }));
        return count;
      })()
      """;

  @TempDir static Path directory;
  private static @Nullable Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Path binary = Chromium.binary();
    assumeTrue(binary != null, "there is no chromium or google-chrome on the PATH");
    ShippedSite.write(ShippedSite.files(), directory.resolve("site"));
    browser = Chromium.start(binary, Files.createDirectory(directory.resolve("p")));
  }

  @AfterAll
  static void stop() throws Exception {
    Chromium running = browser;
    if (running != null) {
      assertThat(running.complaints()).isEmpty();
      assertThat(running.loaded())
          .isNotEmpty()
          .allMatch(address -> address.startsWith("file:") || address.startsWith("about:"));
      running.close();
    }
  }

  private static Chromium browser() {
    Chromium running = browser;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  @BeforeEach
  void asAtFirst() throws Exception {
    browser().size(1300, 900);
    browser().prefer("light");
    open("index.html");
    browser().value("localStorage.clear()");
    open("pipelines/orders-route.html");
  }

  private static void open(String page) throws Exception {
    browser().open(directory.resolve("site").resolve(page).toUri());
  }

  @Test
  void theSearchFindsAPipelineAndGoesThere() throws Exception {
    open("index.html");
    browser().press("/", 191);
    assertThat(browser().value("document.activeElement.id")).isEqualTo("search");
    browser().type("card fraud");
    browser().await("document.querySelectorAll('#results [role=option]').length > 0");
    assertThat(browser().value("document.querySelector('#results .t').textContent"))
        .isEqualTo("card-fraud");
    browser().screenshot(SCREENSHOTS.resolve("search.png"));
    browser().press("Enter", 13);
    browser().await("document.title.startsWith('card-fraud')");
  }

  @Test
  void theSearchFindsFieldsTopicsAndNothing() throws Exception {
    browser().value("document.getElementById('search').focus()");
    browser().type("pack.heavy");
    browser().await("document.querySelectorAll('#results [role=option]').length > 1");
    browser().press("ArrowDown", 40);
    assertThat(browser().value("document.querySelectorAll('#results [aria-selected=true]').length"))
        .isEqualTo("1");
    browser().press("Escape", 27);
    assertThat(browser().value("document.getElementById('results').hidden")).isEqualTo("true");
    browser().value("document.getElementById('search').value = ''");
    browser().type("no such thing");
    browser().await("document.querySelector('#results .empty') !== null");
  }

  @Test
  void theSwitchTurnsTheColoursAndTheyStay() throws Exception {
    String colour = "getComputedStyle(document.body).backgroundColor";
    String light = browser().value(colour);
    browser().value("document.getElementById('theme').click()");
    String dark = browser().value(colour);
    assertThat(dark).isNotEqualTo(light);
    assertThat(browser().value("document.getElementById('theme').ariaPressed")).isEqualTo("true");
    browser().screenshot(SCREENSHOTS.resolve("pipeline-dark.png"));
    open("index.html");
    assertThat(browser().value(colour)).isEqualTo(dark);
    browser().screenshot(SCREENSHOTS.resolve("catalogue-dark.png"));
    browser().value("document.getElementById('theme').click()");
    assertThat(browser().value(colour)).isEqualTo(light);
  }

  @Test
  void theColoursFollowTheSystem() throws Exception {
    String colour = "getComputedStyle(document.body).backgroundColor";
    String light = browser().value(colour);
    browser().prefer("dark");
    assertThat(browser().value(colour)).isNotEqualTo(light);
  }

  @Test
  void graphsShowAllNodesWithoutOverlaps() throws Exception {
    for (var pipeline : ShippedSite.shipped().pipelines()) {
      open("pipelines/" + pipeline.name() + ".html");
      int nodes = pipeline.plans().resolved().nodes().size();
      assertThat(browser().value("document.querySelectorAll('.graph .node').length"))
          .as(pipeline.name())
          .isEqualTo(String.valueOf(nodes));
      assertThat(browser().value(CLIPPED)).as("clipped in %s", pipeline.name()).isEqualTo("0");
      assertThat(browser().value(OVERLAPS)).as("overlaps in %s", pipeline.name()).isEqualTo("0");
    }
  }

  @Test
  void aNarrowPageDoesNotScrollSideways() throws Exception {
    browser().size(360, 780);
    for (String page : new String[] {"index.html", "pipelines/orders-route.html"}) {
      open(page);
      assertThat(
              browser()
                  .value(
                      "innerWidth - document.documentElement.clientWidth + document.documentElement.scrollWidth"))
          .as(page)
          .isEqualTo("360");
      browser().screenshot(SCREENSHOTS.resolve(page.replaceAll(".*/|\\.html", "") + "-narrow.png"));
    }
  }

  @Test
  void aNodeOfTheGraphShowsWhatItIsConnectedTo() throws Exception {
    browser().value("document.querySelector('.node[data-node=web]').focus()");
    assertThat(
            browser()
                .value(
                    "Array.from(document.querySelectorAll('.node:not(.on)')).map(n => n.dataset.node)"))
        .isEqualTo("store");
    browser().screenshot(SCREENSHOTS.resolve("pipeline-focused.png"));
  }

  @Test
  void thePageOfCoverageWorksByItself() throws Exception {
    ShippedSite.write(ShippedSite.coverage(SiteTest.coverage()), directory.resolve("site/c"));
    open("c/coverage.html");
    String colour = "getComputedStyle(document.body).backgroundColor";
    String light = browser().value(colour);
    browser().value("document.getElementById('theme').click()");
    assertThat(browser().value(colour)).isNotEqualTo(light);
    browser().screenshot(SCREENSHOTS.resolve("coverage.png"));
  }

  @Test
  void aLinkToALineOfATestUnfoldsTheFile() throws Exception {
    browser().value("document.querySelector('.tests a').click()");
    browser().await("document.querySelector('details.file').open");
  }
}
