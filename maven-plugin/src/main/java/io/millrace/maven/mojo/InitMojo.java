package io.millrace.maven.mojo;

import io.millrace.maven.editor.SchemaDirectory;
import io.millrace.maven.init.NewProject;
import io.millrace.maven.report.Terminal;
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
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Starts a project: a POM, a pipeline that runs, and its test. In a directory with a POM it adds
 * the pipeline and its test only. Files that are there stay as they are. What is not given by a
 * flag is asked for, or has its default where nobody can be asked.
 */
@Mojo(name = "init", requiresProject = false, aggregator = true)
public final class InitMojo extends AbstractMojo {
  /** Name of the pipeline. */
  @Parameter(property = "millrace.name")
  private @Nullable String name;

  /** Group id of the new project. */
  @Parameter(property = "millrace.groupId")
  private @Nullable String groupId;

  /** Artifact id of the new project; the default is the directory's name. */
  @Parameter(property = "millrace.artifactId")
  private @Nullable String artifactId;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path directory = Path.of(session.getExecutionRootDirectory()).toAbsolutePath().normalize();
    boolean isNew = !Files.exists(directory.resolve("pom.xml"));
    String folder = directory.getFileName() == null ? "" : directory.getFileName().toString();
    String group = isNew ? answer("Group id", groupId, "com.example") : "com.example";
    String artifact = isNew ? answer("Artifact id", artifactId, coordinate(folder)) : "pipelines";
    String pipeline = answer("Name of the pipeline", name, "orders");
    NewProject project = new NewProject(group, artifact, pipeline, execution.getVersion());
    if (!project.problems().isEmpty()) {
      throw new MojoFailureException(String.join("; ", project.problems()));
    }
    try {
      Map<String, String> files = project.files(isNew);
      List<Path> written = NewProject.write(files, directory);
      SchemaDirectory.in(directory.resolve("target")).write(execution.getVersion());
      for (String file : files.keySet()) {
        boolean stays = !written.contains(directory.resolve(file));
        getLog().info((stays ? "is there, and stays: " : "wrote ") + file);
      }
    } catch (IOException e) {
      throw new MojoExecutionException(String.valueOf(e), e);
    }
    getLog().info("");
    getLog().info("mvn verify          checks it, runs its test and builds the job jar");
    getLog().info("mvn millrace:run    runs it with a Kafka broker of its own");
  }

  /** The flag, else what the user types, else the default. */
  private String answer(String question, @Nullable String flag, String usual) {
    if (flag != null) {
      return flag;
    }
    if (!session.getRequest().isInteractiveMode() || !Terminal.isAttached()) {
      return usual;
    }
    String typed = System.console().readLine("%s [%s]: ", question, usual);
    return typed == null || typed.isBlank() ? usual : typed.strip();
  }

  private static String coordinate(String folder) {
    String cleaned = folder.replaceAll("[^A-Za-z0-9_.-]", "-");
    return cleaned.isEmpty() ? "pipelines" : cleaned;
  }
}
