package io.millrace.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One function with a slot of each kind; rows are numbers, or {@code clear}. */
class SlotsTest {
  private static final Duration TTL = Duration.ofMillis(100);

  private static final class Slots extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    private transient LongSlot count;
    private transient DoubleSlot total;
    private transient BoolSlot odd;
    private transient ValueSlot<String> last;
    private transient ListSlot<Long> recent;
    private transient MapSlot<Long> seen;
    private transient LongSlot fading;
    private transient ListSlot<Long> fadingList;
    private transient MapSlot<Long> fadingMap;

    @Override
    public void open(OpenContext context) {
      count = LongSlot.of(getRuntimeContext(), "count").initially(100L);
      total = DoubleSlot.of(getRuntimeContext(), "total");
      odd = BoolSlot.of(getRuntimeContext(), "odd");
      last = ValueSlot.of(getRuntimeContext(), "last", Types.STRING).initially("none");
      recent = ListSlot.of(getRuntimeContext(), "recent", Types.LONG);
      seen = MapSlot.of(getRuntimeContext(), "seen", Types.LONG);
      fading = LongSlot.of(getRuntimeContext(), "fading", TTL);
      fadingList = ListSlot.of(getRuntimeContext(), "fading-list", Types.LONG, TTL);
      fadingMap = MapSlot.of(getRuntimeContext(), "fading-map", Types.LONG, TTL);
    }

    @Override
    public void processElement(String row, Context context, Collector<String> out)
        throws Exception {
      String text = row.substring(row.indexOf(':') + 1);
      if (text.equals("clear")) {
        count.clear();
        total.clear();
        odd.clear();
        last.clear();
        recent.clear();
        seen.clear();
        out.collect(shown());
      } else if (text.equals("show")) {
        out.collect(shown());
      } else {
        add(text, out);
      }
      count.flush();
      total.flush();
      odd.flush();
      last.flush();
      recent.flush();
      seen.flush();
      fading.flush();
      fadingList.flush();
      fadingMap.flush();
    }

    private void add(String text, Collector<String> out) throws Exception {
      long number = Long.parseLong(text);
      List<Long> before = recent.get();
      Map<String, Long> copy = seen.copy();
      count.set(count.get() + 1L);
      total.set(total.get() + number);
      odd.set(number % 2 != 0);
      last.set(text);
      recent.add(number);
      if (recent.get().size() > 3) {
        recent.set(recent.get().subList(1, 4));
      }
      seen.put(text, seen.view().containsKey(text) ? seen.view().get(text) + 1 : 1L);
      if (number == 13) {
        seen.remove("13");
      }
      fading.set(number);
      fadingList.add(number);
      fadingMap.put(text, number);
      // What was read before the changes is as it was.
      out.collect(before + " " + new TreeMap<>(copy) + " -> " + shown());
    }

    private String shown() throws Exception {
      return (count.isPresent() ? count.get() : "initially " + count.get())
          + " "
          + (total.isPresent() ? total.get() : "absent")
          + " "
          + (odd.isPresent() ? odd.get() : "absent")
          + " "
          + last.get()
          + " "
          + recent.get()
          + " "
          + new TreeMap<>(seen.view())
          + (seen.view().isEmpty() ? "" : " of " + seen.view().size())
          + (fading.isPresent() ? " fading " + fading.get() : " faded")
          + fadingList.get()
          + new TreeMap<>(fadingMap.view());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepWhatIsSetPerKey(boolean rocksdb) throws Exception {
    try (KeyedHarness run = new KeyedHarness(Slots::new, rocksdb)) {
      run.row("a:show", 0);
      run.row("a:1", 0);
      run.row("b:2", 0);
      run.row("a:1", 0);
      run.row("a:3", 0);
      run.row("a:13", 0);
      assertThat(run.take())
          .containsExactly(
              "initially 100 absent absent none [] {} faded[]{}",
              "[] {} -> 101 1.0 true 1 [1] {1=1} of 1 fading 1[1]{1=1}",
              "[] {} -> 101 2.0 false 2 [2] {2=1} of 1 fading 2[2]{2=2}",
              "[1] {1=1} -> 102 2.0 true 1 [1, 1] {1=2} of 1 fading 1[1, 1]{1=1}",
              "[1, 1] {1=2} -> 103 5.0 true 3 [1, 1, 3] {1=2, 3=1} of 2 fading 3[1, 1, 3]{1=1, 3=3}",
              "[1, 1, 3] {1=2, 3=1} -> 104 18.0 true 13 [1, 3, 13] {1=2, 3=1} of 2"
                  + " fading 13[1, 1, 3, 13]{1=1, 13=13, 3=3}");
      run.row("a:clear", 0);
      run.row("a:show", 0);
      run.row("b:show", 0);
      assertThat(run.take())
          .containsExactly(
              "initially 100 absent absent none [] {} fading 13[1, 1, 3, 13]{1=1, 13=13, 3=3}",
              "initially 100 absent absent none [] {} fading 13[1, 1, 3, 13]{1=1, 13=13, 3=3}",
              "101 2.0 false 2 [2] {2=1} of 1 fading 2[2]{2=2}");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void forgetWhatWasNotWrittenForLong(boolean rocksdb) throws Exception {
    try (KeyedHarness run = new KeyedHarness(Slots::new, rocksdb)) {
      run.row("a:1", 0);
      run.clock(60);
      run.row("a:2", 0);
      run.clock(101);
      run.take();
      run.row("a:show", 0);
      // The value was written anew; of list and map each part has its own time.
      assertThat(run.take())
          .containsExactly("102 3.0 false 2 [1, 2] {1=1, 2=1} of 2 fading 2[2]{2=2}");
      run.clock(161);
      run.row("a:show", 0);
      assertThat(run.take()).containsExactly("102 3.0 false 2 [1, 2] {1=1, 2=1} of 2 faded[]{}");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void surviveASavepointAndANewParallelism(boolean rocksdb) throws Exception {
    try (KeyedHarness run = new KeyedHarness(Slots::new, rocksdb)) {
      for (int key = 20; key < 40; key++) {
        run.row("k" + key + ":" + key, 0);
      }
      run.clock(50);
      run.restore(4);
      for (int key = 20; key < 40; key++) {
        run.row("k" + key + ":100", 0);
      }
      run.take();
      run.restore(1);
      run.clock(120);
      for (int key = 20; key < 40; key++) {
        run.row("k" + key + ":show", 0);
      }
      List<String> shown = run.take();
      for (int key = 20; key < 40; key++) {
        Map<String, Long> seen = new TreeMap<>(Map.of(String.valueOf(key), 1L, "100", 1L));
        assertThat(shown.get(key - 20))
            .isEqualTo(
                "102 %s false 100 [%d, 100] %s of 2 fading 100[100]{100=100}",
                100.0 + key, key, seen);
      }
    }
  }
}
