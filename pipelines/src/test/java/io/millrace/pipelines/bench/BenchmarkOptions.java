package io.millrace.pipelines.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to measure.
 *
 * @param events how many
 * @param compared of how many of them the rows of all contenders are compared first
 * @param millisApart how far the times of events are apart
 * @param kafka whether events come from a broker and rows go there; otherwise both are in memory
 * @param backends {@code heap}, {@code rocksdb}
 */
record BenchmarkOptions(
    List<String> queries,
    Set<String> contenders,
    boolean kafka,
    List<String> backends,
    int parallelism,
    int events,
    int compared,
    int millisApart,
    int warmUps,
    int rounds) {
  private static final String QUERIES =
      "q0,q1,q2,q3,q4,q5,q7,q8,q9,q10,q11,q13,q14,q15,q16,q17,q18,q19,q20,q21,q22,q23";

  private static final String CONTENDERS = "millrace,sql,sql-reuse,sql-reuse-batch,hand,floor";

  static BenchmarkOptions parse(String... args) {
    Map<String, String> given = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected name=value, found " + arg);
      }
      given.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    BenchmarkOptions options =
        new BenchmarkOptions(
            list(given, "queries", QUERIES),
            Set.copyOf(list(given, "contenders", CONTENDERS)),
            choice(given, "source", "memory", "kafka"),
            list(given, "backends", "heap,rocksdb"),
            number(given, "parallelism", 1),
            number(given, "events", 300_000),
            number(given, "compared", 50_000),
            number(given, "millis-apart", 1),
            number(given, "warm-ups", 2),
            number(given, "rounds", 5));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("there is no option " + given.keySet());
    }
    return options;
  }

  private static List<String> list(Map<String, String> given, String name, String otherwise) {
    String value = given.remove(name);
    return Arrays.asList((value == null ? otherwise : value).split(","));
  }

  /** Whether it is the second one; the first if it is not given. */
  private static boolean choice(Map<String, String> given, String name, String no, String yes) {
    String value = given.remove(name);
    if (value != null && !value.equals(no) && !value.equals(yes)) {
      throw new IllegalArgumentException(
          "%s is %s or %s, found %s".formatted(name, no, yes, value));
    }
    return yes.equals(value);
  }

  private static int number(Map<String, String> given, String name, int otherwise) {
    String value = given.remove(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }
}
