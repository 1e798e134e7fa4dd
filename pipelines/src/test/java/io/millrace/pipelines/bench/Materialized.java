package io.millrace.pipelines.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.pipelines.NexmarkRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rows that are left of what a contender wrote, in a form in which equal rows are equal. */
final class Materialized {
  /** A number with a fraction: its digits without the zeros at the end, or without any. */
  private static final Pattern FRACTION =
      Pattern.compile("(=-?\\d+)(?:(\\.\\d*[1-9])0*|\\.0+)(?=[,}])");

  /** A time without a zone. */
  private static final Pattern LOCAL_TIME =
      Pattern.compile("=\"(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+)\"(?=[,}])");

  private Materialized() {}

  static List<String> of(List<Outlet.Output> outputs, boolean retracts) {
    return NexmarkRows.sorted(retracts ? counted(outputs) : latest(outputs)).stream()
        .map(Materialized::byValue)
        .sorted()
        .toList();
  }

  /**
   * Flink's JSON format writes 12.500 as 12.5, which is the same number, and the time of a window,
   * which in Flink SQL has no zone, without the zone UTC.
   */
  private static String byValue(String row) {
    String withZones =
        LOCAL_TIME
            .matcher(row)
            .replaceAll(time -> "=" + Instant.parse(time.group(1) + "Z").toString());
    return FRACTION.matcher(withZones).replaceAll("$1$2");
  }

  private static List<String> latest(List<Outlet.Output> outputs) {
    Map<String, String> byKey = new HashMap<>();
    List<String> rows = new ArrayList<>();
    for (Outlet.Output output : outputs) {
      String value = output.value() == null ? null : new String(output.value(), UTF_8);
      if (output.key() == null) {
        rows.add(value);
      } else if (value == null) {
        byKey.remove(new String(output.key(), UTF_8));
      } else {
        byKey.put(new String(output.key(), UTF_8), value);
      }
    }
    rows.addAll(byKey.values());
    return rows;
  }

  private static List<String> counted(List<Outlet.Output> outputs) {
    Map<String, Integer> counts = new HashMap<>();
    for (Outlet.Output output : outputs) {
      counts.merge(new String(output.value(), UTF_8), output.taken() ? -1 : 1, Integer::sum);
    }
    List<String> rows = new ArrayList<>();
    counts.forEach(
        (row, count) -> {
          for (int i = 0; i < count; i++) {
            rows.add(row);
          }
        });
    return rows;
  }
}
