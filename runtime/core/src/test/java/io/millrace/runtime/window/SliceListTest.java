package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SliceListTest {
  private final KeySlices<String> key = new KeySlices<>("key", 2);
  private SliceList<String, Long> list;

  @BeforeEach
  void take() {
    list = key.of(1);
  }

  private OpenSlice<String, Long> add(long end) {
    OpenSlice<String, Long> slice = new OpenSlice<>(key, end, end);
    list.add(slice);
    return slice;
  }

  @Test
  @DisplayName("finds what was added in any order, and says which slice comes next")
  void keepsTheOrder() {
    Random random = new Random(7);
    TreeMap<Long, OpenSlice<String, Long>> expected = new TreeMap<>();
    for (int step = 0; step < 20_000; step++) {
      long end = random.nextInt(40);
      OpenSlice<String, Long> known = expected.get(end);
      assertThat(list.get(end)).isSameAs(known);
      if (known == null) {
        expected.put(end, add(end));
      } else if (random.nextInt(3) > 0) {
        Map.Entry<Long, OpenSlice<String, Long>> next = expected.higherEntry(end);
        list.remove(known);
        assertThat(known.newer).isSameAs(next == null ? null : next.getValue());
        expected.remove(end);
      }
      assertThat(list.isEmpty()).isEqualTo(expected.isEmpty());
      assertThat(key.isEmpty()).isEqualTo(expected.isEmpty());
      if (step % 100 == 0) {
        assertThat(inOrder()).isEqualTo(List.copyOf(expected.values()));
      }
    }
  }

  private List<OpenSlice<String, Long>> inOrder() {
    List<OpenSlice<String, Long>> all = new ArrayList<>();
    OpenSlice<String, Long> at = list.get(smallest());
    while (at != null) {
      all.add(at);
      at = at.newer;
    }
    return all;
  }

  private long smallest() {
    for (long end = 0; end < 40; end++) {
      if (list.get(end) != null) {
        return end;
      }
    }
    return -1;
  }

  @Test
  @DisplayName("looks from the slice that was asked for last, also where it is far behind")
  void startsFromTheLastOne() {
    for (long end = 0; end < 1_000; end++) {
      add(end);
    }
    OpenSlice<String, Long> old = list.get(10);
    // Had it to come from the newest again, this would end the search.
    OpenSlice<String, Long> cut = list.get(500);
    assertThat(list.get(10)).isSameAs(old);
    cut.older = null;
    assertThat(list.get(11)).isNotNull();
    assertThat(list.get(9)).isNotNull();
  }

  @Test
  @DisplayName("an aggregate's slices are not another's")
  void aggregatesAreApart() {
    add(5);
    assertThat(key.<Long>of(0).get(5)).isNull();
    assertThat(key.of(0).isEmpty()).isTrue();
    assertThat(key.isEmpty()).isFalse();
  }
}
