package io.millrace.maven.mojo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.layout.FileLayout;
import io.millrace.compiler.layout.LineChanges;
import io.millrace.maven.files.PipelineFiles;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes pipelines, libraries, fragments, overlays and tests in their one form: indent, spaces and
 * blank lines. Comments, the order of entries, quotes and line breaks of the author stay, and so
 * does what the file says, which is compared. With {@code millrace.fmt.check} nothing is written:
 * the build fails if a file has another form, and the log shows where.
 */
@Mojo(name = "fmt", requiresProject = false, threadSafe = true)
public final class FmtMojo extends AbstractPipelineMojo {
  /** Whether to fail for files in another form instead of writing them. */
  @Parameter(property = "millrace.fmt.check", defaultValue = "false")
  private boolean check;

  @Inject
  FmtMojo(RepositorySystem resolver) {
    super(resolver);
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    Sources sources = sources();
    List<Path> files = new ArrayList<>(sources.files());
    Path tests = baseDirectory().resolve(TestMojo.DEFAULT_DIRECTORY);
    files.addAll(PipelineFiles.tests(sources.directory(), tests));
    int changed = 0;
    for (Path file : files) {
      changed += lays(file) ? 1 : 0;
    }
    String counted = "%d of %d files".formatted(changed, files.size());
    if (check && changed > 0) {
      throw new MojoFailureException(
          counted + " are in another form: `mvn millrace:fmt` writes them anew");
    }
    getLog().info(counted + (check ? " are in another form" : " written anew"));
  }

  /** Whether a file has another form than it should. */
  private boolean lays(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (MalformedInputException e) {
      getLog().warn(shown(file) + " is left as it is: it is not UTF-8");
      return false;
    }
    FileLayout layout = FileLayout.of(new SourceFile(shown(file), text));
    if (!layout.isLaidOut()) {
      String why = layout.refusal() == null ? "it is no sound YAML" : layout.refusal();
      getLog().warn(shown(file) + " is left as it is: " + why);
      return false;
    }
    if (layout.text().equals(text)) {
      return false;
    }
    if (check) {
      show(file, LineChanges.between(text, layout.text()));
    } else {
      Files.writeString(file, layout.text(), UTF_8);
      getLog().info("wrote " + shown(file));
    }
    return true;
  }

  private void show(Path file, List<LineChanges.Change> changes) {
    if (changes.isEmpty()) {
      getLog().error(shown(file) + ": each line has to end with a line feed, and nothing else");
    }
    for (LineChanges.Change change : changes) {
      getLog().error("%s:%d".formatted(shown(file), change.line()));
      change.shown().forEach(line -> getLog().error(line));
    }
  }
}
