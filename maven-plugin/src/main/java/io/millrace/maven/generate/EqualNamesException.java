package io.millrace.maven.generate;

/** Two files of a module hold pipelines of one name, so that their generated classes collide. */
public final class EqualNamesException extends Exception {
  private static final long serialVersionUID = 1;

  EqualNamesException(String name, String first, String second) {
    super(
        "pipeline `%s` is in both %s and %s: give one of them another name"
            .formatted(name, first, second));
  }
}
