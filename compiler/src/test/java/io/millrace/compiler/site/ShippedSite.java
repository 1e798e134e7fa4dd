package io.millrace.compiler.site;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.testing.CoverageData;
import io.millrace.compiler.testing.TestLoader;
import io.millrace.compiler.testing.TestSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sites for tests: one of the pipelines that this repository ships, and ones of a directory. */
final class ShippedSite {
  private static final Path PIPELINES = Path.of("..", "pipelines", "src", "main", "pipelines");

  private static @Nullable SiteRequest shipped;

  private ShippedSite() {}

  /** The shipped pipelines and their tests. */
  static synchronized SiteRequest shipped() {
    SiteRequest known = shipped;
    if (known == null) {
      known = request(PIPELINES.toAbsolutePath().normalize(), "Shipped pipelines");
      shipped = known;
    }
    return known;
  }

  /** The files of the site of the shipped pipelines, by path. */
  static Map<String, String> files() {
    return site(shipped());
  }

  /** The files of a page of coverage of one shipped pipeline. */
  static Map<String, String> coverage(CoverageData coverage) {
    String name = coverage.pipelines().get(0).name();
    Map<String, String> files = new LinkedHashMap<>();
    shipped().pipelines().stream()
        .filter(pipeline -> pipeline.name().equals(name))
        .map(pipeline -> List.of(Objects.requireNonNull(pipeline.plans()).resolved()))
        .flatMap(plans -> CoverageSite.of(coverage, plans).stream())
        .forEach(file -> files.put(file.path(), file.text()));
    return files;
  }

  static Map<String, String> site(SiteRequest request) {
    Map<String, String> files = new LinkedHashMap<>();
    Site.of(request).forEach(file -> files.put(file.path(), file.text()));
    return files;
  }

  /** Everything in a directory: pipelines and tests. */
  static SiteRequest request(Path directory, String title) {
    List<Path> all = yaml(directory);
    List<Path> pipelines = all.stream().filter(file -> !isTest(file)).toList();
    CompileResult result =
        new PipelineCompiler()
            .validate(new CompileRequest(pipelines, directory, CompileRequest.DEFAULT_PACKAGE));
    if (result.hasErrors()) {
      throw new AssertionError(result.diagnostics().toString());
    }
    TestLoader loader = new TestLoader(directory, CompileRequest.DEFAULT_PACKAGE);
    List<TestSuite> tests = new ArrayList<>();
    all.stream().filter(ShippedSite::isTest).forEach(file -> tests.add(loader.load(file).get()));
    return new SiteRequest(title, result.pipelines(), tests, null);
  }

  static void write(Map<String, String> files, Path directory) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static boolean isTest(Path file) {
    return file.toString().endsWith(".test.yaml");
  }

  private static List<Path> yaml(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
