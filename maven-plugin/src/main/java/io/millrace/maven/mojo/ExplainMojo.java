package io.millrace.maven.mojo;

import io.millrace.compiler.api.CompiledPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.eclipse.aether.RepositorySystem;

/**
 * Shows what pipelines become: each node with all its defaults, the type and changelog mode of
 * every stream, uids, state and what bounds it, and what each rewrite changed and why. The text
 * also goes to {@code target/millrace/explain/<pipeline>.txt}.
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public final class ExplainMojo extends AbstractExplainMojo {
  @Inject
  ExplainMojo(RepositorySystem resolver) {
    super(resolver);
  }

  @Override
  void show(CompiledPipeline pipeline) throws IOException, MojoFailureException {
    String text = explanation(pipeline).text();
    Path file = reportDirectory().resolve("explain").resolve(pipeline.name() + ".txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
    getLog().info("\n\n" + text);
  }
}
