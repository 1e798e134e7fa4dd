package io.millrace.maven.mojo;

import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Runs pipelines while they are worked on: as {@code run}, but whenever a file changes all is
 * checked again. If it is right, the new version takes the place of the one that runs, else that
 * one goes on. Shows how many rows came out of each node, and the last of them. Ends with Ctrl-C.
 */
@Mojo(
    name = "dev",
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class DevMojo extends AbstractRunMojo {
  private static final String MAIN_CLASS = "io.millrace.local.DevMain";

  @Inject
  DevMojo(RepositorySystem resolver, ToolchainManager toolchains) {
    super(resolver, toolchains);
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    Sources sources = sources();
    run(MAIN_CLASS, sources, List.of("--watch", sources.directory().toString()));
  }
}
