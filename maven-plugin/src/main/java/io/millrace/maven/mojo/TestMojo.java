package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.maven.files.PipelineFiles;
import io.millrace.maven.run.ForkRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Runs tests of pipelines, {@code *.test.yaml}, in a JVM of their own: those beside the pipelines,
 * and those of {@code src/test/pipelines}. The generated code itself runs, without a cluster and
 * without a broker. A test that fails shows the rows that differ, and fails the build; reports are
 * written as Surefire writes them.
 */
@Mojo(
    name = "test",
    defaultPhase = LifecyclePhase.TEST,
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class TestMojo extends AbstractForkingMojo {
  private static final String MAIN_CLASS = "io.millrace.local.testing.TestMain";
  static final String DEFAULT_DIRECTORY = "src/test/pipelines";

  private static final int FAILED = 1;

  /** Where tests lie that do not stand beside their pipelines. */
  @Parameter(property = "millrace.testDirectory", defaultValue = DEFAULT_DIRECTORY)
  private @Nullable File testDirectory;

  /**
   * Which tests to run: {@code FILE}, {@code FILE#NAME} or {@code #NAME}, several by commas, with
   * {@code *} and {@code ?}; {@code !} leaves out. A filter that picks nothing fails the build.
   */
  @Parameter(property = "millrace.test")
  private @Nullable String filter;

  /** The same, shared with Surefire: that it picks nothing here is no failure. */
  @Parameter(property = "test")
  private @Nullable String sharedFilter;

  /** Whether to rewrite expected rows that do not hold, in the files of the tests. */
  @Parameter(property = "millrace.update", defaultValue = "false")
  private boolean update;

  /** Where to write {@code TEST-*.xml}. The default is {@code target/surefire-reports}. */
  @Parameter(property = "millrace.testReports")
  private @Nullable File testReports;

  /**
   * Whether to say what of the pipelines the tests reach, in the log and in {@code
   * target/millrace/coverage}.
   */
  @Parameter(property = "millrace.coverage", defaultValue = "false")
  private boolean coverage;

  /** The least percentage of the pipelines that the tests have to reach; less fails the build. */
  @Parameter(property = "millrace.coverage.minimum", defaultValue = "0")
  private int coverageMinimum;

  /** Runs no tests if true. */
  @Parameter(property = "skipTests", defaultValue = "false")
  private boolean skipTests;

  /** Runs no tests if true. */
  @Parameter(property = "maven.test.skip", defaultValue = "false")
  private boolean skipAllTests;

  /** Whether the build goes on when a test fails. */
  @Parameter(property = "maven.test.failure.ignore", defaultValue = "false")
  private boolean testFailureIgnore;

  @Inject
  TestMojo(RepositorySystem resolver, ToolchainManager toolchains) {
    super(resolver, toolchains);
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    if (skipTests || skipAllTests) {
      getLog().info("tests are skipped");
      return;
    }
    Sources sources = sources();
    Path own =
        baseDirectory()
            .resolve(testDirectory == null ? DEFAULT_DIRECTORY : testDirectory.getPath());
    List<Path> files = PipelineFiles.tests(sources.directory(), own);
    if (files.isEmpty()) {
      getLog().info("no tests of pipelines");
      return;
    }
    int exitCode = fork(request(sources, files));
    if (exitCode == FAILED && testFailureIgnore) {
      getLog().error("there are failing tests of pipelines");
    } else if (exitCode == FAILED) {
      throw new MojoFailureException("there are failing tests of pipelines: see above");
    } else if (exitCode != 0) {
      throw new MojoFailureException("the tests of pipelines could not be run: see above");
    }
  }

  private ForkRequest request(Sources sources, List<Path> files) throws MojoExecutionException {
    CompileRequest compile = compileRequest(sources, displayRoot());
    Path work = buildDirectory().resolve("millrace").resolve("test").toAbsolutePath();
    Path reports =
        testReports == null
            ? buildDirectory().resolve("surefire-reports")
            : baseDirectory().resolve(testReports.toPath());
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--root", compile.displayRoot().toString()));
    all.addAll(List.of("--package", compile.basePackage()));
    all.addAll(List.of("--reports", reports.toAbsolutePath().toString()));
    if (filter != null) {
      all.addAll(List.of("--test", filter));
    } else if (sharedFilter != null) {
      all.addAll(List.of("--test", sharedFilter, "--may-pick-none"));
    }
    if (coverage || coverageMinimum > 0) {
      Path directory = reportDirectory().resolve("coverage").toAbsolutePath();
      all.addAll(List.of("--coverage", directory.toString()));
      all.addAll(List.of("--minimum", String.valueOf(coverageMinimum)));
    }
    if (update) {
      all.add("--update");
    }
    files.forEach(file -> all.add(file.toString()));
    return new ForkRequest(
        java(),
        quickJvmArguments(),
        MAIN_CLASS,
        classPath(),
        all,
        work.resolve("launcher.jar"),
        displayRoot());
  }
}
