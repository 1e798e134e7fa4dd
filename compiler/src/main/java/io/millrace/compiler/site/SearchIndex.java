package io.millrace.compiler.site;

import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can be found on the site, as a script: a page of the file system may not fetch data. */
final class SearchIndex {
  private SearchIndex() {}

  static String script(List<PipelinePage> pages, CatalogueView catalogue) {
    List<String> entries = new ArrayList<>();
    for (PipelinePage page : pages) {
      Redaction redaction = page.redaction();
      String name = page.plan().name();
      entries.add(
          entry(
              name,
              "pipeline",
              "",
              page.path(),
              redaction.text(page.plan().description()) + " " + page.plan().file().name()));
      for (PlanNode node : page.plan().nodes()) {
        Set<String> words = new LinkedHashSet<>();
        words.add(node.info().description());
        NodePlaces.of(node).forEach(place -> words.add(place.name()));
        page.plan()
            .shapes()
            .forEach(
                (stream, shape) -> {
                  if (stream.equals(node.id()) || stream.startsWith(node.id() + ".")) {
                    words.add(stream);
                    words.add(shape.row().name());
                    shape.row().fields().stream().map(Field::name).forEach(words::add);
                  }
                });
        entries.add(
            entry(
                node.id(),
                GraphDrawing.kind(node),
                name,
                page.path() + "#node-" + node.id(),
                redaction.text(String.join(" ", words).strip())));
      }
    }
    for (CatalogueView.Place place : catalogue.places()) {
      entries.add(entry(place.name(), place.kind(), "", "index.html#" + place.anchor(), ""));
    }
    return "window.MILLRACE_INDEX = [\n" + String.join(",\n", entries) + "\n];\n";
  }

  private static String entry(
      String title, String kind, String pipeline, String address, String more) {
    return "[%s, %s, %s, %s, %s]"
        .formatted(text(title), text(kind), text(pipeline), text(address), text(more));
  }

  /** A string of JavaScript that is safe in every context of a page. */
  private static String text(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c > 0x7E || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
