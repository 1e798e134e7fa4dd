package io.millrace.pipelines.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CPU and wall time per event by backend, query and contender. */
final class Results {
  private static final String OURS = "millrace";

  private final Map<String, Map<String, Map<String, List<Stopwatch.Time>>>> times =
      new LinkedHashMap<>();

  void add(String backend, String query, String contender, Stopwatch.Time time, int events) {
    times
        .computeIfAbsent(backend, b -> new LinkedHashMap<>())
        .computeIfAbsent(query, q -> new LinkedHashMap<>())
        .computeIfAbsent(contender, c -> new ArrayList<>())
        .add(new Stopwatch.Time(time.cpu() / events, time.wall() / events));
  }

  /** One line per contender: the median, and the least and the most of all rounds. */
  void print(String backend, String query) {
    times
        .get(backend)
        .get(query)
        .forEach(
            (contender, rounds) -> {
              List<Long> cpu = rounds.stream().map(Stopwatch.Time::cpu).sorted().toList();
              List<Long> wall = rounds.stream().map(Stopwatch.Time::wall).sorted().toList();
              System.out.printf(
                  "%-8s %-4s %-16s %,7d ns of CPU per event (%,d to %,d), %,7d ns of time%n",
                  backend,
                  query,
                  contender,
                  middle(cpu),
                  cpu.get(0),
                  cpu.get(cpu.size() - 1),
                  middle(wall));
            });
  }

  /** A table in Markdown. */
  void printSummary(String backend) {
    Map<String, Map<String, List<Stopwatch.Time>>> queries = times.get(backend);
    List<String> contenders =
        queries.values().stream().flatMap(q -> q.keySet().stream()).distinct().sorted().toList();
    System.out.printf(
        "%n%s: CPU per event in ns, and how many times what Millrace takes%n%n| query | %s | best SQL | hand-written |%n",
        backend, String.join(" | ", contenders));
    System.out.println("| --- |" + " ---: |".repeat(contenders.size() + 2));
    List<Double> sql = new ArrayList<>();
    List<Double> hand = new ArrayList<>();
    queries.forEach(
        (query, byContender) -> {
          Double best = ratio(best(byContender, "sql"), byContender.get(OURS), sql);
          Double written = ratio(best(byContender, "hand"), byContender.get(OURS), hand);
          System.out.printf(
              "| %s | %s | %s | %s |%n",
              query,
              contenders.stream()
                  .map(
                      c ->
                          byContender.containsKey(c)
                              ? "%,d".formatted(cpu(byContender.get(c)))
                              : "")
                  .collect(Collectors.joining(" | ")),
              text(best),
              text(written));
        });
    System.out.printf(
        "| geometric mean |%s %s | %s |%n%n",
        " |".repeat(contenders.size()), text(mean(sql)), text(mean(hand)));
  }

  private static @Nullable List<Stopwatch.Time> best(
      Map<String, List<Stopwatch.Time>> byContender, String prefix) {
    List<Stopwatch.Time> best = null;
    for (Map.Entry<String, List<Stopwatch.Time>> entry : byContender.entrySet()) {
      if (entry.getKey().startsWith(prefix)
          && (best == null || cpu(entry.getValue()) < cpu(best))) {
        best = entry.getValue();
      }
    }
    return best;
  }

  private static @Nullable Double ratio(
      @Nullable List<Stopwatch.Time> theirs,
      @Nullable List<Stopwatch.Time> ours,
      List<Double> all) {
    if (theirs == null || ours == null) {
      return null;
    }
    double ratio = (double) cpu(theirs) / cpu(ours);
    all.add(ratio);
    return ratio;
  }

  private static @Nullable Double mean(List<Double> ratios) {
    return ratios.isEmpty()
        ? null
        : Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  private static String text(@Nullable Double ratio) {
    return ratio == null ? "" : "%.1f".formatted(ratio);
  }

  private static long cpu(List<Stopwatch.Time> rounds) {
    return middle(rounds.stream().map(Stopwatch.Time::cpu).sorted().toList());
  }

  private static long middle(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }
}
