package io.millrace.compiler.plan;

/** What a node does with a record that it cannot decode, or a row for which an expression fails. */
public sealed interface ErrorPolicy {
  /** The job fails. */
  record Fail() implements ErrorPolicy {}

  /** The record is dropped and counted. */
  record Skip() implements ErrorPolicy {}

  /** The record goes to a sink as it came. */
  record DeadLetter(String sink) implements ErrorPolicy {}

  default String display() {
    if (this instanceof DeadLetter d) {
      return "dead-letter(" + d.sink() + ")";
    }
    return this instanceof Fail ? "fail" : "skip";
  }
}
