package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java for the parameters of a job. */
final class ParameterJava {
  private ParameterJava() {}

  /** The calls that declare it: {@code .string("brokers", "KAFKA_BROKERS", "localhost:9092")}. */
  static List<String> declaration(Parameter parameter) {
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
    String name = JavaLiterals.string(parameter.name());
    List<String> calls = new ArrayList<>();
    calls.add(
        "."
            + method
            + "("
            + name
            + ", "
            + orNull(parameter.env())
            + ", "
            + orNull(parameter.defaultText())
            + ")");
    if (parameter.file() != null) {
      calls.add(".fromFile(" + name + ", " + JavaLiterals.string(parameter.file()) + ")");
    }
    return calls;
  }

  private static String orNull(@Nullable String text) {
    return text == null ? "null" : JavaLiterals.string(text);
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
