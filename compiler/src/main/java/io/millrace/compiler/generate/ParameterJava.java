package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.Parameter;

/** Java for the parameters of a job. */
final class ParameterJava {
  private ParameterJava() {}

  /** The call that declares it: {@code .string("brokers", "KAFKA_BROKERS", "localhost:9092")}. */
  static String declaration(Parameter parameter) {
    String method =
        switch (parameter.kind()) {
          case STRING -> "string";
          case INT -> "int64";
          case DOUBLE -> "float64";
          case BOOL -> "bool";
          case DURATION -> "duration";
          case TIMESTAMP -> "timestamp";
          case SECRET -> "secret";
        };
    return "."
        + method
        + "("
        + JavaLiterals.string(parameter.name())
        + ", "
        + (parameter.env() == null ? "null" : JavaLiterals.string(parameter.env()))
        + ", "
        + (parameter.defaultText() == null ? "null" : JavaLiterals.string(parameter.defaultText()))
        + ")";
  }

  /** The Java type of its value. */
  static String type(Parameter parameter) {
    return switch (parameter.kind()) {
      case STRING, SECRET -> "String";
      case INT, DURATION, TIMESTAMP -> "long";
      case DOUBLE -> "double";
      case BOOL -> "boolean";
    };
  }

  /** The call that reads it. */
  static String getter(Parameter parameter) {
    String method =
        switch (parameter.kind()) {
          case STRING, SECRET -> "string";
          case INT -> "int64";
          case DOUBLE -> "float64";
          case BOOL -> "bool";
          case DURATION -> "durationMicros";
          case TIMESTAMP -> "timestampMicros";
        };
    return "parameters." + method + "(" + JavaLiterals.string(parameter.name()) + ")";
  }
}
