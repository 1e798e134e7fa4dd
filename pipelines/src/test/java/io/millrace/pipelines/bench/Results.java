package io.millrace.pipelines.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CPU and wall time per event by backend, query and contender. */
final class Results {
  private static final String OURS = "millrace";

  private final Map<String, Map<String, Map<String, List<Stopwatch.Time>>>> times =
      new LinkedHashMap<>();

  private final Map<String, List<Checkpoints>> checkpoints = new LinkedHashMap<>();

  void add(String backend, String query, String contender, Stopwatch.Time time, int events) {
    times
        .computeIfAbsent(backend, b -> new LinkedHashMap<>())
        .computeIfAbsent(query, q -> new LinkedHashMap<>())
        .computeIfAbsent(contender, c -> new ArrayList<>())
        .add(new Stopwatch.Time(time.cpu() / events, time.wall() / events));
  }

  void add(String backend, String query, String contender, Checkpoints taken) {
    checkpoints
        .computeIfAbsent(backend + " " + query + " " + contender, key -> new ArrayList<>())
        .add(taken);
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
              checkpoints
                  .getOrDefault(backend + " " + query + " " + contender, List.of())
                  .forEach(
                      taken ->
                          System.out.printf(
                              "%-31s %,d checkpoints, up to %,d kB of state, on average %,d kB"
                                  + " written in %,d ms%n",
                              "",
                              taken.count(),
                              taken.largest() / 1024,
                              taken.written() / 1024,
                              taken.millis()));
            });
  }

  /** A table in Markdown, and what is below its mark. */
  void printSummary(String backend) {
    Map<String, Map<String, List<Stopwatch.Time>>> queries = times.get(backend);
    List<String> contenders =
        queries.values().stream().flatMap(q -> q.keySet().stream()).distinct().sorted().toList();
    System.out.printf(
        "%n%s: CPU per event in ns, and how many times what Millrace takes%n%n"
            + "| query | %s | best SQL | hand-written | best SQL, wall | hand-written, wall |%n",
        backend, String.join(" | ", contenders));
    System.out.println("| --- |" + " ---: |".repeat(contenders.size() + 4));
    Map<String, Double> sql = new LinkedHashMap<>();
    Map<String, Double> hand = new LinkedHashMap<>();
    Map<String, Double> sqlWall = new LinkedHashMap<>();
    Map<String, Double> handWall = new LinkedHashMap<>();
    queries.forEach(
        (query, byContender) -> {
          List<Stopwatch.Time> ours = byContender.get(OURS);
          put(sql, query, byContender, "sql", ours, Stopwatch.Time::cpu);
          put(hand, query, byContender, "hand", ours, Stopwatch.Time::cpu);
          put(sqlWall, query, byContender, "sql", ours, Stopwatch.Time::wall);
          put(handWall, query, byContender, "hand", ours, Stopwatch.Time::wall);
          System.out.printf(
              "| %s | %s | %s | %s | %s | %s |%n",
              query,
              contenders.stream()
                  .map(c -> cell(byContender.get(c)))
                  .collect(Collectors.joining(" | ")),
              text(sql.get(query)),
              text(hand.get(query)),
              text(sqlWall.get(query)),
              text(handWall.get(query)));
        });
    System.out.printf(
        "| geometric mean |%s %s | %s | %s | %s |%n%n",
        " |".repeat(contenders.size()),
        text(mean(sql)),
        text(mean(hand)),
        text(mean(sqlWall)),
        text(mean(handWall)));
    sql.forEach(
        (query, ratio) ->
            missed(query + " on " + backend, ratio, Marks.toBestSql(query, backend), "best SQL"));
    hand.forEach((query, ratio) -> missed(query + " on " + backend, ratio, 1, "hand-written"));
    missed("the mean on " + backend, mean(sql), Marks.MEAN_TO_BEST_SQL, "best SQL");
    missed("the mean on " + backend, mean(hand), Marks.MEAN_TO_HAND_WRITTEN, "hand-written");
  }

  private static void missed(String what, @Nullable Double ratio, double mark, String to) {
    if (ratio != null && ratio < mark) {
      System.out.printf("%s: %.1f to %s, mark %.1f%n", what, ratio, to, mark);
    }
  }

  private static void put(
      Map<String, Double> ratios,
      String query,
      Map<String, List<Stopwatch.Time>> byContender,
      String prefix,
      @Nullable List<Stopwatch.Time> ours,
      ToLongFunction<Stopwatch.Time> what) {
    OptionalLong best =
        byContender.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(prefix))
            .mapToLong(entry -> middle(entry.getValue(), what))
            .min();
    if (ours != null && best.isPresent()) {
      ratios.put(query, (double) best.getAsLong() / middle(ours, what));
    }
  }

  /** The median, and by how much of it rounds were off at most. */
  private static String cell(@Nullable List<Stopwatch.Time> rounds) {
    if (rounds == null) {
      return "";
    }
    long middle = middle(rounds, Stopwatch.Time::cpu);
    double off =
        rounds.stream().mapToDouble(time -> Math.abs(time.cpu() - middle)).max().orElse(0) / middle;
    return "%,d ± %.0f %%".formatted(middle, off * 100);
  }

  private static @Nullable Double mean(Map<String, Double> ratios) {
    return ratios.isEmpty()
        ? null
        : Math.exp(ratios.values().stream().mapToDouble(Math::log).average().orElseThrow());
  }

  private static String text(@Nullable Double ratio) {
    return ratio == null ? "" : "%.1f".formatted(ratio);
  }

  private static long middle(List<Stopwatch.Time> rounds, ToLongFunction<Stopwatch.Time> what) {
    return middle(rounds.stream().map(what::applyAsLong).sorted().toList());
  }

  private static long middle(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }
}
