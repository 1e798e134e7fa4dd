package io.millrace.compiler.expr;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which rule of pipelines may refuse which class of CEL's conformance cases. */
final class Refusals {
  private record Refusal(String code, String reason, Predicate<ConformanceCase> applies) {}

  private static final List<Refusal> TABLE =
      List.of(
          of("TYP009", "unsigned numbers", "\\b(0[xX][0-9a-fA-F]+|\\d+)[uU]\\b|\\buint\\b"),
          of("TYP010", "dyn()", "\\bdyn\\("),
          of("TYP011", "null", "\\bnull\\b"),
          of(
              "TYP012",
              "types as values",
              "\\btype\\(|^(bool|uint|double|int|string|bytes|list|map|type|null_type)$|google\\.protobuf"),
          of(
              "TYP010",
              "lists and maps of mixed values",
              "\\[1, '\\w+', |'k':'v', 1:|'list': |'content-length': |'singleton': "),
          of(
              "TYP019",
              "map keys that are no strings",
              "\\{(true|false|-?[\\d.]+) *:|, 1:|7 in \\{\\}|\\{\\}\\.transformMap"),
          of("TYP006", "the larger of an int and a double", "math\\.(greatest|least)\\("),
          new Refusal(
              "TYP022",
              "literals that no run could parse",
              test -> test.fails() && test.expression().contains("('")),
          of("TYP021", "optionals inside of values", "optional"),
          of("TYP024", "empty literals of unknown type", "\\[\\]|\\{\\}|optional\\.none\\(\\)"),
          of("TYP023", "finer than a microsecond", "[1-9]ns|\\.\\d{9}Z"),
          of("TYP025", "leading dot", "(^|[ (])\\.[a-z]"));

  private Refusals() {}

  private static Refusal of(String code, String reason, String regex) {
    Pattern pattern = Pattern.compile(regex);
    return new Refusal(code, reason, test -> pattern.matcher(test.expression()).find());
  }

  /** Whether a code has good reason to refuse a case. */
  static boolean explain(String code, ConformanceCase test) {
    return TABLE.stream().anyMatch(row -> row.code().equals(code) && row.applies().test(test));
  }
}
