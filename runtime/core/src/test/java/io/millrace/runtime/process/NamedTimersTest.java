package io.millrace.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows say what happens to the timers {@code a} and {@code b} (event time) and {@code c} (clock).
 */
class NamedTimersTest {
  private static final class Timers extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    private transient NamedTimer a;
    private transient NamedTimer b;
    private transient NamedTimer c;

    @Override
    public void open(OpenContext context) {
      NamedTimers timers = new NamedTimers(getRuntimeContext());
      a = timers.eventTime("a");
      b = timers.eventTime("b");
      c = timers.processingTime("c");
    }

    @Override
    public void processElement(String row, Context context, Collector<String> out)
        throws Exception {
      for (String command : row.substring(row.indexOf(':') + 1).split(" ")) {
        NamedTimer timer = command.startsWith("a") ? a : command.startsWith("b") ? b : c;
        if (command.endsWith("-")) {
          timer.cancel();
        } else {
          timer.set(Long.parseLong(command.substring(2)));
        }
      }
      a.flush(context.timerService());
      b.flush(context.timerService());
      c.flush(context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
        throws Exception {
      String key = context.getCurrentKey();
      if (a.fires(timestamp, context.timeDomain())) {
        out.collect(key + " a at " + timestamp);
        if (key.equals("again") && timestamp < 50) {
          a.set(timestamp + 10);
        }
        if (key.equals("same") && timestamp == 50) {
          a.set(50); // has passed, but is a new timer
          b.set(60);
        }
        if (key.equals("stop")) {
          b.cancel();
        }
      }
      if (b.fires(timestamp, context.timeDomain())) {
        out.collect(key + " b at " + timestamp);
        a.cancel();
      }
      if (c.fires(timestamp, context.timeDomain())) {
        out.collect(key + " c at " + timestamp);
      }
      a.flush(context.timerService());
      b.flush(context.timerService());
      c.flush(context.timerService());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void settingATimerAgainReplacesIt(boolean rocksdb) throws Exception {
    try (KeyedHarness run = new KeyedHarness(Timers::new, rocksdb)) {
      run.row("k:a=10", 0);
      run.row("k:a=30", 1);
      run.row("k:a=20 a=25", 2);
      assertThat(run.eventTimers()).isOne();
      run.watermark(24);
      assertThat(run.take()).isEmpty();
      run.watermark(25);
      assertThat(run.take()).containsExactly("k a at 25");
      run.watermark(100);
      assertThat(run.take()).isEmpty();
      assertThat(run.eventTimers()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void timersOfOneTimeDoNotDisturbOneAnother(boolean rocksdb) throws Exception {
    try (KeyedHarness run = new KeyedHarness(Timers::new, rocksdb)) {
      run.row("both:a=10 b=10 c=10", 0);
      run.row("moved:a=10 b=10", 0);
      run.row("moved:a=20", 0);
      run.row("cancelled:a=10 b=10", 0);
      run.row("cancelled:a-", 0);
      run.row("swapped:a=10 b=20", 0);
      run.row("swapped:a=20 b=10", 0);
      run.row("stop:a=10 b=10", 0);
      run.watermark(10);
      assertThat(run.take())
          .containsExactlyInAnyOrder(
              "both a at 10",
              "both b at 10",
              "moved b at 10",
              "cancelled b at 10",
              "swapped b at 10",
              "stop a at 10");
      run.watermark(100);
      // The rules of b have cancelled what was moved and swapped.
      assertThat(run.take()).isEmpty();
      run.clock(10);
      assertThat(run.take()).containsExactly("both c at 10");
      assertThat(run.eventTimers() + run.processingTimers()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTimerCanBeSetByItsOwnRules(boolean rocksdb) throws Exception {
    try (KeyedHarness run = new KeyedHarness(Timers::new, rocksdb)) {
      run.row("again:a=30", 0);
      run.watermark(45);
      assertThat(run.take()).containsExactly("again a at 30", "again a at 40");
      run.watermark(100);
      assertThat(run.take()).containsExactly("again a at 50");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void timersOfPassedTimesFireWithTheNextWatermark(boolean rocksdb) throws Exception {
    try (KeyedHarness run = new KeyedHarness(Timers::new, rocksdb)) {
      run.watermark(100);
      run.row("late:a=10", 5);
      run.watermark(101);
      assertThat(run.take()).containsExactly("late a at 10");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void timersSurviveASavepointAndANewParallelism(boolean rocksdb) throws Exception {
    try (KeyedHarness run = new KeyedHarness(Timers::new, rocksdb)) {
      for (int key = 0; key < 20; key++) {
        run.row("k" + key + ":a=10 b=" + (20 + key) + " c=10", key);
        run.row("k" + key + ":a=" + (15 + key), key);
      }
      run.restore(3);
      assertThat(run.eventTimers()).isEqualTo(40);
      for (int key = 0; key < 10; key++) {
        run.row("k" + key + ":a- c=20", key);
      }
      run.restore(2);
      run.watermark(18);
      assertThat(run.take()).isEmpty();
      run.clock(15);
      assertThat(run.take()).hasSize(10).allMatch(row -> row.endsWith("c at 10"));
      run.watermark(1_000);
      // Each b cancels a timer a that comes later; each a of these keys comes before its b.
      assertThat(run.take())
          .hasSize(30)
          .contains("k0 b at 20", "k9 b at 29", "k10 a at 25", "k10 b at 30", "k19 a at 34")
          .doesNotContain("k0 a at 15");
      run.clock(20);
      assertThat(run.take()).hasSize(10).allMatch(row -> row.endsWith("c at 20"));
    }
  }
}
