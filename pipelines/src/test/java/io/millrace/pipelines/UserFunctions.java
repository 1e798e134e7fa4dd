package io.millrace.pipelines;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.local.compile.CompiledJar;
import io.millrace.local.compile.InProcessCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of functions that a pipeline uses, compiled together with the pipeline as a build
 * does it, and on the class path until this is closed. Without functions nothing is done.
 */
final class UserFunctions implements AutoCloseable {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final @Nullable CompiledJar jar;

  private UserFunctions(@Nullable CompiledJar jar) {
    this.jar = jar;
    if (jar != null) {
      Thread.currentThread().setContextClassLoader(jar.loader());
    }
  }

  /**
   * Compiles them.
   *
   * @param sources the root of their sources
   */
  static UserFunctions compile(CompiledPipeline pipeline, Path sources) {
    if (pipeline.functions().isEmpty()) {
      return new UserFunctions(null);
    }
    List<GeneratedFile> files = new ArrayList<>(pipeline.files());
    try (Stream<Path> found = Files.walk(sources)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.add(
            new GeneratedFile(
                sources.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new UserFunctions(new InProcessCompiler().compile(files));
  }

  @Override
  public void close() {
    Thread.currentThread().setContextClassLoader(before);
    if (jar != null) {
      jar.close();
    }
  }
}
