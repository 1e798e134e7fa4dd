package io.millrace.compiler.signature;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the classes of functions are looked up.
 *
 * @param sources source roots of the project; what stands there goes before compiled classes
 * @param classes jars and directories of classes
 */
public record FunctionPath(List<Path> sources, List<Path> classes) {
  public FunctionPath {
    sources = List.copyOf(sources);
    classes = List.copyOf(classes);
  }
}
