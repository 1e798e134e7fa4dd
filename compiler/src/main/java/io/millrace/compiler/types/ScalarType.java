package io.millrace.compiler.types;

import java.util.Locale;

/** A type without parts and without parameters. */
public enum ScalarType implements Type {
  BOOL,
  /** 64-bit signed. */
  INT,
  /** IEEE 754 binary64. */
  DOUBLE,
  /** Unicode text. */
  STRING,
  BYTES,
  /** A point in time: microseconds since 1970-01-01T00:00:00Z in 64 bits. */
  TIMESTAMP,
  /** A span of time: microseconds in 64 bits. */
  DURATION;

  @Override
  public String display() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isScalar() {
    return true;
  }

  /** Whether values are held in a Java primitive, so that absence needs a flag of its own. */
  public boolean isPrimitive() {
    return this != STRING && this != BYTES;
  }

  @Override
  public String toString() {
    return display();
  }
}
