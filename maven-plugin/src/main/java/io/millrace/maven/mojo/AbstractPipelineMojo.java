package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.ProjectModules;
import io.millrace.compiler.diag.ColorPolicy;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.GitHubAnnotations;
import io.millrace.maven.files.PackageNames;
import io.millrace.maven.files.PipelineFiles;
import io.millrace.maven.report.DiagnosticsReport;
import io.millrace.maven.report.JunitReport;
import io.millrace.maven.report.Summary;
import io.millrace.maven.report.Terminal;
import io.millrace.maven.resolve.DependedModules;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What all goals share: where the pipelines are, and how findings reach the user. */
abstract class AbstractPipelineMojo extends AbstractMojo {
  private static final String DEFAULT_DIRECTORY = "src/main/pipelines";
  private static final String SHOWN = "millrace.shown";

  /**
   * Where the pipelines lie. The default is {@code src/main/pipelines}; without a POM, or from the
   * command line in a module without that directory, it is the current directory, and only files
   * whose {@code apiVersion} is Millrace's are read.
   */
  @Parameter(property = "millrace.sourceDirectory")
  private @Nullable File sourceDirectory;

  /**
   * Java package above the generated ones: pipeline {@code fraud-watch} goes to {@code
   * <basePackage>.fraudwatch}. The default is the project's group id.
   */
  @Parameter(property = "millrace.basePackage")
  private @Nullable String basePackage;

  /**
   * The environment whose overlays (files of kind {@code Overlay}) are applied. Without it
   * pipelines are built as they are.
   */
  @Parameter(property = "millrace.environment")
  @Nullable String environment;

  /** Where reports are written. The default is {@code target/millrace}. */
  @Parameter(property = "millrace.reportDirectory")
  private @Nullable File reportDirectory;

  /** Whether a warning fails the build as an error does. */
  @Parameter(property = "millrace.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /**
   * Whether findings also become annotations of a pull request. By itself it is so in a workflow of
   * GitHub Actions.
   */
  @Parameter(property = "millrace.githubAnnotations", defaultValue = "${env.GITHUB_ACTIONS}")
  private boolean githubAnnotations;

  /** Does nothing if true. */
  @Parameter(property = "millrace.skip", defaultValue = "false")
  private boolean skip;

  final RepositorySystem resolver;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  MojoExecution execution;

  AbstractPipelineMojo(RepositorySystem resolver) {
    this.resolver = resolver;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("skipped");
      return;
    }
    try {
      run();
    } catch (IOException e) {
      throw new MojoExecutionException(String.valueOf(e), e);
    }
  }

  abstract void run() throws IOException, MojoExecutionException, MojoFailureException;

  /** The pipeline files of a directory. */
  record Sources(Path directory, List<Path> files) {}

  final Sources sources() throws IOException {
    Path base = baseDirectory();
    if (sourceDirectory != null) {
      Path chosen = base.resolve(sourceDirectory.toPath()).normalize();
      if (!Files.isDirectory(chosen)) {
        throw new IOException("no such directory: " + chosen);
      }
      return find(chosen, isDefault(chosen));
    }
    Path usual = base.resolve(DEFAULT_DIRECTORY);
    boolean elsewhere = !hasPom() || (isFromCommandLine() && project.getModules().isEmpty());
    return Files.isDirectory(usual) || !elsewhere ? find(usual, true) : find(base, false);
  }

  private boolean isDefault(Path directory) {
    return directory.endsWith(DEFAULT_DIRECTORY);
  }

  private static Sources find(Path directory, boolean onlyPipelines) throws IOException {
    PipelineFiles.Selection selection =
        onlyPipelines ? PipelineFiles.Selection.EVERY_YAML : PipelineFiles.Selection.SNIFFED;
    return new Sources(directory, PipelineFiles.in(directory, selection));
  }

  /**
   * A request for all files.
   *
   * @param root paths in frames and in generated Java are relative to it
   */
  final CompileRequest compileRequest(Sources sources, Path root) {
    String chosen = basePackage;
    if (chosen == null) {
      chosen = hasPom() ? PackageNames.of(project.getGroupId()) : CompileRequest.DEFAULT_PACKAGE;
    }
    CompileRequest request =
        new CompileRequest(sources.files(), root, chosen).withEnvironment(environment);
    if (!hasPom()) {
      return request; // a run without a POM has all of millrace-local
    }
    DependedModules depended =
        new DependedModules(project, resolver, session.getRepositorySession());
    return request.withModules(new ProjectModules(execution.getVersion(), depended));
  }

  /**
   * Shows findings that no earlier goal of this build has shown for this module, and writes them to
   * {@code diagnostics.json}, {@code diagnostics.sarif} and {@code diagnostics-junit.xml}.
   *
   * @throws MojoFailureException if they should fail the build
   */
  final void report(CompileRequest request, CompileResult result)
      throws IOException, MojoFailureException {
    List<Diagnostic> diagnostics = result.diagnostics();
    DiagnosticsReport report = new DiagnosticsReport(diagnostics);
    Path json = reportDirectory().resolve("diagnostics.json");
    report.writeJson(json);
    report.writeSarif(reportDirectory().resolve("diagnostics.sarif"), execution.getVersion());
    new JunitReport(request.files(), request.displayRoot(), diagnostics)
        .write(reportDirectory().resolve("diagnostics-junit.xml"));
    Summary summary = Summary.of(result.pipelineFiles(), diagnostics);
    boolean fails = summary.errors() > 0 || (failOnWarning && summary.warnings() > 0);
    if (isNews(request, diagnostics)) {
      show(report, request.displayRoot(), summary);
    }
    String unknown = result.unknownEnvironment(request.environment());
    if (unknown != null) {
      throw new MojoFailureException(unknown);
    }
    if (fails) {
      throw new MojoFailureException("%s: see above, or %s".formatted(summary, shown(json)));
    }
  }

  private void show(DiagnosticsReport report, Path root, Summary summary) {
    if (!report.diagnostics().isEmpty()) {
      boolean color = colors();
      String frames =
          isInsideIde() ? report.framesWithPositions(root, color) : report.frames(color);
      // One entry, so that the frames stand in the log as they were rendered, without prefixes.
      String text = ":\n\n" + frames + "\n";
      if (summary.errors() > 0) {
        getLog().error("there are errors in the pipelines" + text);
      } else if (summary.warnings() > 0) {
        getLog().warn("there are warnings about the pipelines" + text);
      } else {
        getLog().info("there are notes on the pipelines" + text);
      }
    }
    getLog().info(summary.toString());
    if (githubAnnotations && !report.diagnostics().isEmpty()) {
      // A workflow command must start its line, so it cannot go through the log.
      System.out.println(GitHubAnnotations.render(report.diagnostics()));
    }
  }

  /** {@code generate} finds again what {@code validate} has found; nobody wants it twice. */
  private boolean isNews(CompileRequest request, List<Diagnostic> diagnostics) {
    @SuppressWarnings("unchecked") // that is how Maven declares it
    Map<String, Object> context = getPluginContext();
    if (context == null) {
      return true;
    }
    // The root does not count: it is not the same in both.
    List<String> found =
        diagnostics.stream()
            .map(
                d ->
                    "%s %d %s"
                        .formatted(
                            request.displayRoot().resolve(d.span().source().name()).normalize(),
                            d.span().start(),
                            d.code().id()))
            .toList();
    return !found.equals(context.put(SHOWN + request.files(), found));
  }

  /**
   * The environment goes first, then Maven's own {@code -Dstyle.color}, then the terminal. In a
   * pipe Maven takes colours off whatever is logged, unless {@code style.color} is {@code always}.
   */
  private boolean colors() {
    boolean terminal =
        switch (session.getUserProperties().getProperty("style.color", "auto")) {
          case "always" -> true;
          case "never" -> false;
          default -> session.getRequest().isInteractiveMode() && Terminal.isAttached();
        };
    return ColorPolicy.colorWanted(System.getenv(), terminal);
  }

  /** IntelliJ says so with a property of its own, and reads positions off the log. */
  private boolean isInsideIde() {
    return session.getUserProperties().containsKey("idea.version");
  }

  /** Paths are shown as seen from where Maven was started. */
  final Path displayRoot() {
    return Path.of(session.getExecutionRootDirectory()).toAbsolutePath().normalize();
  }

  /** A path as shown to the user. */
  final String shown(Path path) {
    Path root = displayRoot();
    if (path.equals(root)) {
      return ".";
    }
    return (path.startsWith(root) ? root.relativize(path) : path).toString();
  }

  final Path baseDirectory() {
    File basedir = hasPom() ? project.getBasedir() : null;
    return basedir == null ? displayRoot() : basedir.toPath().toAbsolutePath().normalize();
  }

  final Path buildDirectory() {
    return hasPom()
        ? Path.of(project.getBuild().getDirectory())
        : baseDirectory().resolve("target");
  }

  final Path reportDirectory() {
    return reportDirectory == null
        ? buildDirectory().resolve("millrace")
        : baseDirectory().resolve(reportDirectory.toPath());
  }

  final boolean hasPom() {
    return project.getFile() != null;
  }

  private boolean isFromCommandLine() {
    return execution.getSource() == MojoExecution.Source.CLI;
  }
}
