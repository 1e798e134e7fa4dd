package io.millrace.pipelines.oracle;

import java.util.List;

/**
 * A type of the pipeline language. Values are Boolean, Long (also microseconds of times), Double,
 * String, byte[], List and Map.
 */
sealed interface Ty {
  /** As pipelines write it. */
  String text();

  enum Scalar implements Ty {
    BOOL,
    INT,
    DOUBLE,
    STRING,
    BYTES,
    TIMESTAMP,
    DURATION;

    @Override
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  record ListOf(Ty element) implements Ty {
    @Override
    public String text() {
      return "list<" + element.text() + ">";
    }
  }

  record MapOf(Ty value) implements Ty {
    @Override
    public String text() {
      return "map<string, " + value.text() + ">";
    }
  }

  record Rec(String text, List<Col> columns) implements Ty {}

  default boolean isScalar() {
    return this instanceof Scalar;
  }

  /** What can be a key of an aggregate. */
  default boolean isKey() {
    return isScalar() && this != Scalar.DOUBLE && this != Scalar.BYTES;
  }
}
