package io.millrace.maven.run;

import java.nio.file.Path;
import java.util.List;

/**
 * A JVM to start.
 *
 * @param java the {@code java} command
 * @param jvmArguments before {@code -jar}
 * @param mainClass what to run
 * @param classPath in order
 * @param arguments of the main class
 * @param launcherJar where to write the jar that carries the class path
 * @param workingDirectory of the process
 */
public record ForkRequest(
    String java,
    List<String> jvmArguments,
    String mainClass,
    List<Path> classPath,
    List<String> arguments,
    Path launcherJar,
    Path workingDirectory) {
  public ForkRequest {
    jvmArguments = List.copyOf(jvmArguments);
    classPath = List.copyOf(classPath);
    arguments = List.copyOf(arguments);
  }
}
