package io.millrace.maven.mojo;

import io.millrace.maven.generate.GeneratedJob;
import io.millrace.maven.jar.BuildTimestamp;
import io.millrace.maven.jar.FlinkInJobException;
import io.millrace.maven.jar.JobClassPath;
import io.millrace.maven.jar.JobJarAssembler;
import io.millrace.maven.jar.JobJarRequest;
import io.millrace.maven.jar.JobJarResult;
import io.millrace.maven.jar.MissingMainClassException;
import io.millrace.maven.jar.ModuleDependency;
import io.millrace.maven.resolve.MillraceArtifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.jspecify.annotations.Nullable;

/**
 * Builds the job jar, {@code <finalName>-job.jar} with classifier {@code job}: the module and its
 * dependencies without what a Flink cluster has. The same input gives the same bytes.
 */
@Mojo(
    name = "package",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class PackageMojo extends AbstractPipelineMojo {
  private final MavenProjectHelper projectHelper;

  /**
   * The class that {@code flink run} starts without {@code -c}: a class name, or the name of a
   * pipeline. The default is the only pipeline's; with several there is none.
   */
  @Parameter(property = "millrace.mainClass")
  private @Nullable String mainClass;

  /** Time of all entries, ISO 8601 or seconds since 1970. */
  @Parameter(defaultValue = "${project.build.outputTimestamp}")
  private @Nullable String outputTimestamp;

  @Inject
  PackageMojo(RepositorySystem resolver, MavenProjectHelper projectHelper) {
    super(resolver);
    this.projectHelper = projectHelper;
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    List<GeneratedJob> jobs = JobRecords.jobs(buildDirectory());
    if (jobs.isEmpty() && mainClass == null) {
      getLog().info("no generated jobs here, so no job jar; is the goal `generate` bound?");
      return;
    }
    Path target = buildDirectory().resolve(project.getBuild().getFinalName() + "-job.jar");
    String main = mainClass(jobs);
    JobJarResult result;
    try {
      result =
          new JobJarAssembler()
              .assemble(new JobJarRequest(parts(), target, main, timestamp(), createdBy()));
    } catch (MissingMainClassException | FlinkInJobException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
    result.clashes().forEach(clash -> getLog().warn(clash.toString()));
    projectHelper.attachArtifact(project, "jar", "job", target.toFile());
    String shown = shown(target);
    getLog()
        .info(
            String.format(
                Locale.ROOT,
                "%s: %d entries, %.1f MB",
                shown,
                result.entries(),
                result.bytes() / 1e6));
    for (GeneratedJob job : jobs) {
      getLog().info("submit with: flink run -c " + job.mainClass() + " " + shown);
    }
  }

  private @Nullable String mainClass(List<GeneratedJob> jobs) {
    if (mainClass == null) {
      return jobs.size() == 1 ? jobs.get(0).mainClass() : null;
    }
    return jobs.stream()
        .filter(job -> job.name().equals(mainClass))
        .map(GeneratedJob::mainClass)
        .findFirst()
        .orElse(mainClass);
  }

  private List<JobJarRequest.Part> parts() throws MojoExecutionException, FlinkInJobException {
    List<JobJarRequest.Part> parts = new ArrayList<>();
    Path classes = Path.of(project.getBuild().getOutputDirectory());
    if (Files.isDirectory(classes)) {
      parts.add(
          new JobJarRequest.Part(project.getGroupId() + ":" + project.getArtifactId(), classes));
    }
    JobClassPath chosen = JobClassPath.choose(dependencies(), onCluster());
    chosen.omitted().forEach(omission -> getLog().debug(omission.toString()));
    chosen.surprises().forEach(omission -> getLog().warn(omission.toString()));
    for (ModuleDependency dependency : chosen.included()) {
      Path path = dependency.path();
      if (path != null) {
        parts.add(new JobJarRequest.Part(dependency.label(), path));
      }
    }
    return parts;
  }

  private List<ModuleDependency> dependencies() {
    List<ModuleDependency> dependencies = new ArrayList<>();
    for (Artifact artifact : project.getArtifacts()) {
      List<String> trail = artifact.getDependencyTrail();
      dependencies.add(
          new ModuleDependency(
              artifact.getGroupId(),
              artifact.getArtifactId(),
              artifact.getType(),
              artifact.getVersion(),
              artifact.getScope(),
              // The trail starts with the project itself.
              trail == null || trail.isEmpty() ? List.of() : trail.subList(1, trail.size()),
              artifact.getFile() == null ? null : artifact.getFile().toPath()));
    }
    return dependencies;
  }

  private Map<String, String> onCluster() throws MojoExecutionException {
    String version = execution.getVersion();
    for (Dependency dependency : project.getDependencies()) {
      if (dependency.getManagementKey().startsWith("io.millrace:millrace-flink:")) {
        version = dependency.getVersion(); // perhaps another Flink than the plugin's own
      }
    }
    try {
      return new MillraceArtifacts(
              resolver, session.getRepositorySession(), project.getRemoteProjectRepositories())
          .onCluster(version);
    } catch (DependencyCollectionException e) {
      throw new MojoExecutionException("cannot tell what a cluster has: " + e.getMessage(), e);
    }
  }

  private Instant timestamp() throws MojoExecutionException {
    try {
      return BuildTimestamp.parse(outputTimestamp);
    } catch (DateTimeException e) {
      throw new MojoExecutionException(
          "project.build.outputTimestamp is neither ISO 8601 with an offset nor seconds since 1970: "
              + outputTimestamp,
          e);
    }
  }

  private String createdBy() {
    return "Millrace Maven plugin " + execution.getVersion();
  }
}
