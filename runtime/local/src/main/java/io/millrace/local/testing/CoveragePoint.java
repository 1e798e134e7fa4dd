package io.millrace.local.testing;

/**
 * Something of a pipeline that rows can reach.
 *
 * @param node id
 * @param what of it, as a person reads it: {@code rows}, {@code by-region.eu}, {@code drops}
 * @param file where the node is declared
 * @param line 1-based
 */
record CoveragePoint(String node, String what, String file, int line) {
  String display() {
    return what.startsWith(node + ".") ? what : node + ": " + what;
  }
}
