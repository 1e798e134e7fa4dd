package io.millrace.local.testing;

import io.millrace.compiler.testing.YamlJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what was reached: {@code coverage.json} for tools, {@code coverage.html} for people. */
final class CoverageReport {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Coverage of pipelines</title>
      <style>
        :root { color-scheme: light dark; --hit: light-dark(#1a7f37, #3fb950); --miss: light-dark(#cf222e, #ff7b72); --line: light-dark(#d0d7de, #30363d) }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.4rem } summary { cursor: pointer; padding: .5rem 0 } details { border-bottom: 1px solid var(--line) }
        table { border-collapse: collapse; margin: 0 0 1rem 1.2rem } td { padding: .1rem 1rem .1rem 0; vertical-align: top }
        code { font: .93em ui-monospace, monospace } .hit { color: var(--hit) } .miss { color: var(--miss) }
        progress { width: 8rem; margin: 0 .8rem; vertical-align: middle }
      </style>
      <h1>%s of what rows can reach in the tested pipelines is reached</h1>
      %s
      </html>
      """;

  private CoverageReport() {}

  static void write(Path directory, Coverage coverage) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("coverage.json"), json(coverage));
    Files.writeString(directory.resolve("coverage.html"), html(coverage));
  }

  static String json(Coverage coverage) {
    List<String> pipelines = new ArrayList<>();
    coverage
        .pipelines()
        .forEach(
            (file, pipeline) ->
                pipelines.add(
                    "    {\"file\": %s, \"name\": %s, \"percent\": %d, \"points\": [\n%s\n    ]}"
                        .formatted(
                            YamlJson.quoted(file),
                            YamlJson.quoted(pipeline.name()),
                            pipeline.percent(),
                            pipeline.points().stream()
                                .map(point -> "      " + json(point, pipeline.isReached(point)))
                                .collect(Collectors.joining(",\n")))));
    return "{\n  \"percent\": %d,\n  \"pipelines\": [\n%s\n  ]\n}\n"
        .formatted(coverage.percent(), String.join(",\n", pipelines));
  }

  private static String json(CoveragePoint point, boolean reached) {
    return "{\"node\": %s, \"what\": %s, \"file\": %s, \"line\": %d, \"reached\": %s}"
        .formatted(
            YamlJson.quoted(point.node()),
            YamlJson.quoted(point.what()),
            YamlJson.quoted(point.file()),
            point.line(),
            reached);
  }

  static String html(Coverage coverage) {
    StringBuilder body = new StringBuilder();
    coverage
        .pipelines()
        .forEach(
            (file, pipeline) -> {
              body.append(
                  "<details%s><summary><code>%s</code><progress max=\"100\" value=\"%d\"></progress>%d%%</summary>\n<table>\n"
                      .formatted(
                          pipeline.missed().isEmpty() ? "" : " open",
                          escaped(file),
                          pipeline.percent(),
                          pipeline.percent()));
              for (CoveragePoint point : pipeline.points()) {
                boolean hit = pipeline.isReached(point);
                body.append(
                    "<tr class=\"%s\"><td>%s<td><code>%s</code><td>%s<td>line %d\n"
                        .formatted(
                            hit ? "hit" : "miss",
                            hit ? "✓" : "✗",
                            escaped(point.node()),
                            escaped(point.what()),
                            point.line()));
              }
              body.append("</table></details>\n");
            });
    return PAGE.formatted(coverage.percent() + "&nbsp;%", body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
