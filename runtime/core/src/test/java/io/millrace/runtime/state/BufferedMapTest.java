package io.millrace.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.state.MapState;
import org.junit.jupiter.api.Test;

final class BufferedMapTest {
  private final Written written = new Written();

  /** Random work on more keys than have room, beside plain maps; restarted from time to time. */
  @Test
  void isAPlainMapPerKey() throws Exception {
    for (int capacity : new int[] {1, 3, 40, 1_000}) {
      SplittableRandom random = new SplittableRandom(capacity);
      Map<Integer, Map<Long, String>> expected = new HashMap<>();
      written.all.clear();
      BufferedMap<Long, String> map = new BufferedMap<>(written, written.keys, capacity);
      for (int i = 0; i < 20_000; i++) {
        int current = random.nextInt(30);
        written.current = current;
        Map<Long, String> own = expected.computeIfAbsent(current, k -> new HashMap<>());
        Long key = random.nextLong(6);
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> {
            map.put(key, "v" + i);
            own.put(key, "v" + i);
          }
          case 3 -> {
            map.remove(key);
            own.remove(key);
          }
          case 4 -> assertThat(map.get(key)).isEqualTo(own.get(key));
          case 5 -> assertThat(entries(map)).isEqualTo(own);
          case 6 -> {
            assertThat(map.isEmpty()).isEqualTo(own.isEmpty());
            assertThat(map.keys()).containsExactlyInAnyOrderElementsOf(own.keySet());
          }
          default -> {
            if (random.nextInt(10) == 0) {
              map.clear();
              own.clear();
            } else if (random.nextInt(100) == 0) {
              map.flush();
              expected.values().removeIf(Map::isEmpty);
              assertThat(written.all).isEqualTo(expected);
              written.current = current;
              if (random.nextBoolean()) {
                map = new BufferedMap<>(written, written.keys, capacity);
              }
            }
          }
        }
        assertThat(written.current).isEqualTo(current);
      }
    }
  }

  @Test
  void neverWritesWhatCameAndWentBetweenTwoCheckpoints() throws Exception {
    BufferedMap<Long, String> map = new BufferedMap<>(written, written.keys, 100);
    assertThat(map.get(1L)).isNull();
    map.put(1L, "a");
    map.put(2L, "b");
    map.remove(1L);
    map.flush();
    assertThat(written.puts).isEqualTo(1);
    assertThat(written.removes).isZero();
    assertThat(written.all).isEqualTo(Map.of(0, Map.of(2L, "b")));
  }

  @Test
  void readsAKeyOnce() throws Exception {
    written.all.put(0, new HashMap<>(Map.of(1L, "a", 2L, "b")));
    BufferedMap<Long, String> map = new BufferedMap<>(written, written.keys, 100);
    assertThat(map.get(1L)).isEqualTo("a");
    assertThat(map.get(3L)).isNull();
    map.remove(2L);
    assertThat(entries(map)).isEqualTo(Map.of(1L, "a"));
    assertThat(written.reads).isEqualTo(1);
    map.flush();
    assertThat(written.all).isEqualTo(Map.of(0, Map.of(1L, "a")));
    assertThat(written.puts).isZero();
  }

  @Test
  void comesBackToTheKeyThatMadeRoom() throws Exception {
    BufferedMap<Long, String> map = new BufferedMap<>(written, written.keys, 2);
    for (int key = 0; key < 10; key++) {
      written.current = key;
      map.put(1L, "v" + key);
      assertThat(written.current).isEqualTo(key);
    }
    for (int key = 0; key < 10; key++) {
      written.current = key;
      assertThat(map.get(1L)).isEqualTo("v" + key);
    }
  }

  private static Map<Long, String> entries(MapState<Long, String> map) throws Exception {
    Map<Long, String> entries = new HashMap<>();
    map.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  /** The maps behind, by key, and what was done to them. */
  private static final class Written implements MapState<Long, String> {
    private final Map<Integer, Map<Long, String>> all = new HashMap<>();
    private int current;
    private int puts;
    private int removes;
    private int reads;

    private final StateBuffers.Keys keys =
        new StateBuffers.Keys() {
          @Override
          public Object current() {
            return current;
          }

          @Override
          public void set(Object key) {
            current = (Integer) key;
          }
        };

    @Override
    public void put(Long key, String value) {
      puts++;
      all.computeIfAbsent(current, k -> new HashMap<>()).put(key, value);
    }

    @Override
    public void remove(Long key) {
      removes++;
      Map<Long, String> own = all.get(current);
      if (own != null && own.remove(key) != null && own.isEmpty()) {
        all.remove(current);
      }
    }

    @Override
    public Iterable<Map.Entry<Long, String>> entries() {
      reads++;
      return Map.copyOf(all.getOrDefault(current, Map.of())).entrySet();
    }

    @Override
    public String get(Long key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(Map<Long, String> map) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean contains(Long key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<Long> keys() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<String> values() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<Map.Entry<Long, String>> iterator() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isEmpty() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
      throw new UnsupportedOperationException();
    }
  }
}
