package io.millrace.compiler.testing;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlReader;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code coverage.json}, as tools read it. */
public final class CoverageJson {
  private CoverageJson() {}

  /** The JSON of what was reached. */
  public static String write(CoverageData coverage) {
    return "{\n  \"percent\": %d,\n  \"pipelines\": [\n%s\n  ]\n}\n"
        .formatted(
            coverage.percent(),
            coverage.pipelines().stream()
                .map(CoverageJson::pipeline)
                .collect(Collectors.joining(",\n")));
  }

  private static String pipeline(CoverageData.OfPipeline pipeline) {
    return "    {\"file\": %s, \"name\": %s, \"percent\": %d, \"points\": [\n%s\n    ]}"
        .formatted(
            YamlJson.quoted(pipeline.file()),
            YamlJson.quoted(pipeline.name()),
            pipeline.percent(),
            pipeline.points().stream()
                .map(point -> "      " + point(point))
                .collect(Collectors.joining(",\n")));
  }

  private static String point(CoverageData.Point point) {
    return "{\"node\": %s, \"kind\": \"%s\", \"what\": %s, \"file\": %s, \"line\": %d, \"reached\": %s}"
        .formatted(
            YamlJson.quoted(point.node()),
            point.kind().name().toLowerCase(Locale.ROOT),
            YamlJson.quoted(point.what()),
            YamlJson.quoted(point.file()),
            point.line(),
            point.reached());
  }

  /** What was reached, as {@link #write} wrote it; null if it is anything else. */
  public static @Nullable CoverageData read(String json) {
    YamlDocument document = YamlReader.read(new SourceFile("coverage.json", json)).value();
    if (document == null || !(document.root() instanceof YamlMapping root)) {
      return null;
    }
    try {
      List<CoverageData.OfPipeline> pipelines = new ArrayList<>();
      for (YamlNode item : items(root, "pipelines")) {
        YamlMapping pipeline = (YamlMapping) item;
        List<CoverageData.Point> points = new ArrayList<>();
        for (YamlNode point : items(pipeline, "points")) {
          points.add(point((YamlMapping) point));
        }
        pipelines.add(
            new CoverageData.OfPipeline(
                scalar(pipeline, "file").value(), scalar(pipeline, "name").value(), points));
      }
      return new CoverageData(pipelines);
    } catch (ClassCastException | IllegalArgumentException | IllegalStateException e) {
      return null; // of another version, or another tool's
    }
  }

  private static CoverageData.Point point(YamlMapping point) {
    return new CoverageData.Point(
        scalar(point, "node").value(),
        CoverageData.Kind.valueOf(scalar(point, "kind").value().toUpperCase(Locale.ROOT)),
        scalar(point, "what").value(),
        scalar(point, "file").value(),
        scalar(point, "line").integerValue().intValue(),
        scalar(point, "reached").booleanValue());
  }

  private static List<YamlNode> items(YamlMapping mapping, String key) {
    if (mapping.get(key) instanceof YamlSequence sequence) {
      return sequence.items();
    }
    throw new IllegalArgumentException(key);
  }

  private static YamlScalar scalar(YamlMapping mapping, String key) {
    if (mapping.get(key) instanceof YamlScalar scalar) {
      return scalar;
    }
    throw new IllegalArgumentException(key);
  }
}
