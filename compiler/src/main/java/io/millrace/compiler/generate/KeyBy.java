package io.millrace.compiler.generate;

/**
 * How rows get to where their key belongs.
 *
 * @param selector Java for what reads the key of a row
 * @param type Java for the type information of keys
 */
record KeyBy(String selector, String type) {
  /** The call on a stream of rows that sends them there. */
  String call() {
    return "keyBy(" + arguments() + ")";
  }

  String arguments() {
    return selector + ", " + type;
  }
}
