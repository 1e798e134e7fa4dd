package io.millrace.local.bench;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks; arguments are JMH's. Ends with a table in Markdown. */
public final class BenchmarkMain {
  private BenchmarkMain() {}

  public static void main(String[] args) throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(new CommandLineOptions(args))
                    .include(StatelessPathBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .resultFormat(ResultFormatType.JSON)
                    .result("target/stateless.json")
                    .build())
            .run();
    StatelessPath.Needed needed;
    try (StatelessPath path = StatelessPath.load()) {
      needed = path.needed();
    }
    System.out.println();
    System.out.println("| step | ns a row (median) | B a row, measured | B a row, computed |");
    System.out.println("| --- | ---: | ---: | ---: |");
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      System.out.printf(
          "| %s | %.0f | %.1f | %.1f |%n",
          name,
          result.getPrimaryResult().getStatistics().getPercentile(50),
          result.getSecondaryResults().get("gc.alloc.rate.norm").getScore(),
          computed(name, needed));
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
