package io.millrace.pipelines.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipelines that a generator made give exactly the rows that plain Java gives, which was made with
 * them and knows nothing of the compiler.
 */
class GeneratedPipelinesIT {
  private static final int PIPELINES = 32;
  private static final int AT_ONCE = 3;

  @TempDir Path directory;

  @Test
  void giveWhatTheOracleGives() throws IOException {
    Set<String> covered = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    List<GeneratedRun> running = new ArrayList<>();
    int rows = 0;
    for (int i = 0; i < PIPELINES; i++) {
      GeneratedPipeline pipeline = PipelineMaker.make(i, covered);
      try {
        running.add(GeneratedRun.start(pipeline, directory));
      } catch (RuntimeException | AssertionError e) {
        wrong.add(pipeline.name() + ": " + e.getMessage());
      }
      if (running.size() == AT_ONCE || i == PIPELINES - 1) {
        for (GeneratedRun run : running) {
          run.compare(wrong);
          rows += run.expectedRows();
        }
        running.clear();
      }
    }
    assertThat(wrong).as("differences").isEmpty();
    assertThat(rows).as("rows compared").isGreaterThan(PIPELINES * 10);
    assertThat(covered).containsAll(everything());
  }

  @Test
  void failWhereTheirSourcesSaySo() throws IOException {
    Set<String> covered = new TreeSet<>();
    for (int i = 100; i < 103; i++) {
      GeneratedPipeline pipeline = PipelineMaker.failing(i, covered);
      GeneratedRun run = GeneratedRun.start(pipeline, directory);
      assertThatThrownBy(run::await).hasMessageContaining(pipeline.failingNode() + ": bad r");
    }
  }

  /** Every node, type, format and policy of the language so far, and all pairs that matter. */
  private static Set<String> everything() {
    Set<String> all = new TreeSet<>();
    for (String source : List.of("kafka", "file", "elements", "datagen")) {
      all.add("source " + source);
    }
    for (String operator : List.of("filter", "select", "unnest", "union", "route", "aggregate")) {
      all.add("operator " + operator);
    }
    for (String sink : List.of("kafka", "print", "file")) {
      all.add("sink " + sink);
    }
    for (String window : List.of("tumbling", "sliding", "session", "null")) {
      all.add("window " + window);
    }
    for (Ty.Scalar type : Ty.Scalar.values()) {
      all.add("type " + type.text());
    }
    all.addAll(List.of("type list", "type map", "type Item"));
    for (String format : List.of("json", "csv", "raw")) {
      all.add("format " + format + " read");
      all.add("format " + format + " written");
      for (String policy : List.of("fail", "skip", "dead-letter")) {
        all.add("policy " + policy);
        all.add("kafka " + format + " " + policy);
      }
    }
    for (String operator : List.of("filter", "select", "aggregate")) {
      all.add("on-error " + operator + " skip");
      all.add("on-error " + operator + " dead-letter");
    }
    for (String delivery : List.of("exactly-once", "at-least-once", "none")) {
      all.add("delivery " + delivery);
    }
    for (String function :
        List.of("count", "sum", "avg", "min", "max", "first", "last", "count_distinct", "_if")) {
      all.add(function);
    }
    all.addAll(List.of("mode batch", "mode streaming", "having", "empty key"));
    return all;
  }
}
