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
 * Draws pipelines: {@code target/millrace/graph/<pipeline>.mmd} for Mermaid, which Markdown of code
 * hosts shows, and {@code <pipeline>.dot} for Graphviz.
 */
@Mojo(name = "graph", requiresProject = false, threadSafe = true)
public final class GraphMojo extends AbstractExplainMojo {
  @Inject
  GraphMojo(RepositorySystem resolver) {
    super(resolver);
  }

  @Override
  void show(CompiledPipeline pipeline) throws IOException, MojoFailureException {
    Path directory = reportDirectory().resolve("graph");
    Files.createDirectories(directory);
    Path mermaid = directory.resolve(pipeline.name() + ".mmd");
    Path dot = directory.resolve(pipeline.name() + ".dot");
    Files.writeString(mermaid, explanation(pipeline).mermaid(), StandardCharsets.UTF_8);
    Files.writeString(dot, explanation(pipeline).dot(), StandardCharsets.UTF_8);
    getLog().info(pipeline.name() + ": " + shown(mermaid) + ", " + shown(dot));
  }
}
