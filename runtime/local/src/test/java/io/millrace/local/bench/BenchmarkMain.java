package io.millrace.local.bench;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of this package; arguments are JMH's, such as a pattern of their names. Ends
 * with a table in Markdown.
 */
public final class BenchmarkMain {
  private BenchmarkMain() {}

  public static void main(String[] args) throws Exception {
    CommandLineOptions options = new CommandLineOptions(args);
    OptionsBuilder builder = new OptionsBuilder();
    builder
        .parent(options)
        .addProfiler(GCProfiler.class)
        .addProfiler(CpuTimeProfiler.class)
        .resultFormat(ResultFormatType.JSON)
        .result("target/benchmarks.json");
    if (options.getIncludes().isEmpty()) {
      builder.include("io\\.millrace\\.local\\.bench\\..*");
    }
    Collection<RunResult> results = new Runner(builder.build()).run();
    StatelessPath.Needed needed;
    try (StatelessPath path = StatelessPath.load()) {
      needed = path.needed();
    }
    System.out.println();
    System.out.println("| step | ns a row (median) | CPU ns a row | B a row | B a row, computed |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      var more = result.getSecondaryResults();
      System.out.printf(
          "| %s | %.0f | %.0f | %.1f | %s |%n",
          name,
          result.getPrimaryResult().getStatistics().getPercentile(50),
          more.get("cpu").getStatistics().getPercentile(50),
          more.get("gc.alloc.rate.norm").getScore(),
          result.getParams().getBenchmark().contains("StatelessPath")
              ? "%.1f".formatted(computed(name, needed))
              : "");
    }
  }

  private static double computed(String step, StatelessPath.Needed needed) {
    return switch (step) {
      case "filterSelect" -> needed.selected();
      case "decode" -> needed.decoded();
      default -> needed.decoded() + needed.selected() + needed.encoded();
    };
  }
}
