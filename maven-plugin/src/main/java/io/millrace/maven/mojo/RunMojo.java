package io.millrace.maven.mojo;

import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Runs pipelines on an embedded Flink in a JVM of its own, and on an embedded Kafka broker unless
 * brokers are given. In a module with compiled classes those are on the class path; works without a
 * POM as well. Ends when the pipelines end, or with Ctrl-C.
 */
@Mojo(
    name = "run",
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class RunMojo extends AbstractRunMojo {
  private static final String MAIN_CLASS = "io.millrace.local.LocalRunner";

  /** A savepoint or checkpoint to start from, for one pipeline. */
  @Parameter(property = "millrace.savepoint")
  private @Nullable String savepoint;

  @Inject
  RunMojo(RepositorySystem resolver, ToolchainManager toolchains) {
    super(resolver, toolchains);
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    run(MAIN_CLASS, sources(), savepoint == null ? List.of() : List.of("--savepoint", savepoint));
  }
}
