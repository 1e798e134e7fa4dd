package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.site.Site;
import io.millrace.compiler.site.SiteFile;
import io.millrace.compiler.site.SiteRequest;
import io.millrace.compiler.testing.CoverageData;
import io.millrace.compiler.testing.CoverageJson;
import io.millrace.compiler.testing.TestLoader;
import io.millrace.compiler.testing.TestSuite;
import io.millrace.maven.files.PipelineFiles;
import io.millrace.maven.files.SiteDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Writes a static site about the pipelines: a catalogue with search, and for each pipeline its
 * graph, the row type and changelog mode of every stream, uids and state, where sinks' fields come
 * from, its tests, and its source. The site works from the file system and holds no secret. What
 * tests reach is shown where {@code millrace:test} has measured it.
 */
@Mojo(name = "docs", requiresProject = false, threadSafe = true)
public final class DocsMojo extends AbstractPipelineMojo {
  /** Where the site goes. The default is {@code target/millrace/site}. */
  @Parameter(property = "millrace.site.directory")
  private @Nullable File siteDirectory;

  /** Title of the site. The default is the project's name. */
  @Parameter(property = "millrace.site.title")
  private @Nullable String siteTitle;

  /** Where tests lie that do not stand beside their pipelines. */
  @Parameter(property = "millrace.testDirectory", defaultValue = TestMojo.DEFAULT_DIRECTORY)
  private @Nullable File testDirectory;

  @Inject
  DocsMojo(RepositorySystem resolver) {
    super(resolver);
  }

  @Override
  void run() throws IOException, MojoFailureException {
    Sources sources = sources();
    if (sources.files().isEmpty()) {
      getLog().info("no pipelines in " + shown(sources.directory()));
      return;
    }
    CompileRequest request = compileRequest(sources, displayRoot());
    CompileResult result = new PipelineCompiler().validate(request);
    report(request, result);
    List<SiteFile> files =
        Site.of(new SiteRequest(title(), result.pipelines(), tests(sources, request), coverage()));
    Path directory =
        siteDirectory == null
            ? reportDirectory().resolve("site")
            : baseDirectory().resolve(siteDirectory.toPath());
    SiteDirectory.write(directory, files);
    getLog().info("the site: " + shown(directory.resolve("index.html")));
  }

  private String title() {
    if (siteTitle != null) {
      return siteTitle;
    }
    return hasPom() ? project.getName() : String.valueOf(baseDirectory().getFileName());
  }

  /** A file with mistakes is left out: {@code millrace:test} tells about them. */
  private List<TestSuite> tests(Sources sources, CompileRequest request) throws IOException {
    Path own =
        baseDirectory()
            .resolve(testDirectory == null ? TestMojo.DEFAULT_DIRECTORY : testDirectory.getPath());
    TestLoader loader = new TestLoader(request.displayRoot(), request.basePackage());
    List<TestSuite> suites = new ArrayList<>();
    for (Path file : PipelineFiles.tests(sources.directory(), own)) {
      Outcome<TestSuite> loaded = loader.load(file);
      if (loaded.isOk()) {
        suites.add(loaded.get());
      } else {
        getLog().warn(shown(file) + " has mistakes, so the site does not show it");
      }
    }
    return suites;
  }

  private @Nullable CoverageData coverage() throws IOException {
    Path file = reportDirectory().resolve("coverage").resolve("coverage.json");
    if (!Files.isRegularFile(file)) {
      return null;
    }
    CoverageData coverage = CoverageJson.read(Files.readString(file, StandardCharsets.UTF_8));
    if (coverage == null) {
      getLog().warn(shown(file) + " is of another version, so the site does not show it");
    }
    return coverage;
  }
}
