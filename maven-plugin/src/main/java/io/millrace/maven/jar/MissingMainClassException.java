package io.millrace.maven.jar;

/** The class that {@code flink run} should start is not in the jar. */
public final class MissingMainClassException extends Exception {
  private static final long serialVersionUID = 1;

  MissingMainClassException(String mainClass) {
    super("main class " + mainClass + " is neither in this module nor in its dependencies");
  }
}
