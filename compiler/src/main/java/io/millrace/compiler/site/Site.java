package io.millrace.compiler.site;

import io.millrace.compiler.generate.text.HtmlTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A static site about pipelines: a catalogue, and a page for each. It works from the file system,
 * loads nothing from elsewhere, and holds no secret. The same pipelines give the same files.
 */
public final class Site {
  private Site() {}

  /** All files of the site. */
  public static List<SiteFile> of(SiteRequest request) {
    List<PipelinePage> pages =
        request.pipelines().stream()
            .map(pipeline -> new PipelinePage(request, pipeline))
            .sorted(Comparator.comparing(PipelinePage::path))
            .toList();
    CatalogueView catalogue = new Catalogue(request, pages).view();
    List<SiteFile> files = new ArrayList<>(assets());
    files.add(new SiteFile("index.html", HtmlTemplates.render("catalogue.ftlh", catalogue)));
    files.add(new SiteFile("assets/search-index.js", SearchIndex.script(pages, catalogue)));
    for (PipelinePage page : pages) {
      files.add(new SiteFile(page.path(), HtmlTemplates.render("pipeline.ftlh", page.view())));
    }
    return files;
  }

  /** What every page needs. */
  static List<SiteFile> assets() {
    return List.of(
        new SiteFile("assets/site.css", resource("site.css")),
        new SiteFile("assets/theme.js", resource("theme.js")),
        new SiteFile("assets/site.js", resource("site.js")));
  }

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(Site.class.getResourceAsStream(name), "resource " + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
