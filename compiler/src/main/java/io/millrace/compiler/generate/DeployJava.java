package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.Durations;
import java.time.Duration;

/** Java for values that may be known only when the job starts. */
final class DeployJava {
  private DeployJava() {}

  /** A String. */
  static String text(DeployValue value) {
    return value.isConstant()
        ? JavaLiterals.string(value.text())
        : "parameters.expand(" + JavaLiterals.string(value.text()) + ")";
  }

  /** An int. */
  static String integer(String what, DeployValue value) {
    return value.isConstant()
        ? value.text()
        : "parameters.expandToInt("
            + JavaLiterals.string(what)
            + ", "
            + JavaLiterals.string(value.text())
            + ")";
  }

  /** A java.time.Duration. */
  static String duration(String what, DeployValue value, Imports imports) {
    if (value.isConstant()) {
      Duration constant = Durations.parse(value.text());
      if (constant == null) {
        throw new IllegalArgumentException(value.text());
      }
      return duration(constant, imports);
    }
    return "parameters.expandToDuration("
        + JavaLiterals.string(what)
        + ", "
        + JavaLiterals.string(value.text())
        + ")";
  }

  /** {@code Duration.ofSeconds(5)}, in the largest unit that fits. */
  static String duration(Duration value, Imports imports) {
    String type = imports.use("java.time.Duration");
    long millis = value.toMillis();
    if (millis == 0) {
      return type + ".ZERO";
    }
    if (millis % 86_400_000 == 0) {
      return type + ".ofDays(" + millis / 86_400_000 + ")";
    }
    if (millis % 3_600_000 == 0) {
      return type + ".ofHours(" + millis / 3_600_000 + ")";
    }
    if (millis % 60_000 == 0) {
      return type + ".ofMinutes(" + millis / 60_000 + ")";
    }
    return millis % 1000 == 0
        ? type + ".ofSeconds(" + millis / 1000 + ")"
        : type + ".ofMillis(" + millis + ")";
  }
}
