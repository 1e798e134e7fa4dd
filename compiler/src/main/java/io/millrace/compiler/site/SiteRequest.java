package io.millrace.compiler.site;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.testing.CoverageData;
import io.millrace.compiler.testing.TestSuite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a site is about.
 *
 * @param title of the site, as the name of the project
 * @param pipelines in any order
 * @param tests of these pipelines
 * @param coverage what the tests reached when they last ran; null: nobody measured it
 */
public record SiteRequest(
    String title,
    List<CompiledPipeline> pipelines,
    List<TestSuite> tests,
    @Nullable CoverageData coverage) {
  public SiteRequest {
    pipelines = List.copyOf(pipelines);
    tests = List.copyOf(tests);
  }
}
