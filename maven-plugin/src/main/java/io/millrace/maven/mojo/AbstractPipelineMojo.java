package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.ProjectModules;
import io.millrace.compiler.diag.ColorPolicy;
import io.millrace.maven.files.PackageNames;
import io.millrace.maven.files.PipelineFiles;
import io.millrace.maven.report.Findings;
import io.millrace.maven.report.Findings.Form;
import io.millrace.maven.report.ReportFile;
import io.millrace.maven.report.Summary;
import io.millrace.maven.report.Terminal;
import io.millrace.maven.resolve.DependedModules;
import io.millrace.maven.unchanged.Circumstances;
import io.millrace.maven.unchanged.RunMemory;
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

  /** Reports for goals that look at everything anew each time. */
  final void report(CompileRequest request, CompileResult result)
      throws IOException, MojoFailureException {
    Findings findings = Findings.of(request, result, execution.getVersion());
    report(request, findings, result.unknownEnvironment(request.environment()), false);
  }

  /** The memory of this goal for a directory and an environment. */
  final RunMemory memory(Sources sources, CompileRequest request, List<String> options)
      throws IOException {
    String name =
        execution.getGoal()
            + (environment == null ? "" : "-" + environment.replaceAll("[^A-Za-z0-9_]+", "-"));
    Path directory = buildDirectory().resolve("millrace").resolve("unchanged");
    Path file =
        JobRecords.file(directory.resolve(name), baseDirectory(), sources.directory(), ".run");
    ClassLoader code = getClass().getClassLoader();
    return new RunMemory(file, request, Circumstances.of(request, code, options));
  }

  /**
   * Shows findings that no earlier goal of this build has shown for this module, and writes them to
   * {@code diagnostics.json}, {@code diagnostics.sarif} and {@code diagnostics-junit.xml}.
   *
   * @param unknownEnvironment what is wrong with the choice of an environment, or null
   * @param unchanged whether the findings are those of an earlier run
   * @throws MojoFailureException if they should fail the build
   */
  final void report(
      CompileRequest request,
      Findings findings,
      @Nullable String unknownEnvironment,
      boolean unchanged)
      throws IOException, MojoFailureException {
    Path json = reportDirectory().resolve("diagnostics.json");
    ReportFile.write(json, findings.text(Form.JSON));
    ReportFile.write(reportDirectory().resolve("diagnostics.sarif"), findings.text(Form.SARIF));
    ReportFile.write(reportDirectory().resolve("diagnostics-junit.xml"), findings.text(Form.JUNIT));
    Summary summary = findings.summary();
    boolean fails = summary.errors() > 0 || (failOnWarning && summary.warnings() > 0);
    if (isNews(request, findings)) {
      show(findings, unchanged);
    }
    if (unknownEnvironment != null) {
      throw new MojoFailureException(unknownEnvironment);
    }
    if (fails) {
      throw new MojoFailureException("%s: see above, or %s".formatted(summary, shown(json)));
    }
  }

  private void show(Findings findings, boolean unchanged) {
    Summary summary = findings.summary();
    boolean some = !findings.identities().isEmpty();
    if (some) {
      boolean color = colors();
      String frames =
          isInsideIde()
              ? findings.text(color ? Form.COLORED_POSITIONS : Form.POSITIONS)
              : findings.text(color ? Form.COLORED_FRAMES : Form.FRAMES);
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
    getLog().info(summary + (unchanged ? " (unchanged)" : ""));
    if (githubAnnotations && some) {
      // A workflow command must start its line, so it cannot go through the log.
      System.out.println(findings.text(Form.ANNOTATIONS));
    }
  }

  /** {@code generate} finds again what {@code validate} has found; nobody wants it twice. */
  private boolean isNews(CompileRequest request, Findings findings) {
    @SuppressWarnings("unchecked") // that is how Maven declares it
    Map<String, Object> context = getPluginContext();
    return context == null
        || !findings
            .identities()
            .equals(context.put(SHOWN + request.files(), findings.identities()));
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
