package io.millrace.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferedMapTest {
  private static final int ROOM = 32_768;

  /** Large, so that few of them wait. */
  private static final String TEXT = "x".repeat(1 << 18);

  private Object current = "";

  private final StateBuffers.Keys keys =
      new StateBuffers.Keys() {
        @Override
        public Object current() {
          return current;
        }

        @Override
        public void set(Object key) {
          current = key;
        }
      };

  /** A map per key without a buffer, which counts what it is asked for. */
  private final class Stored implements MapState<Long, String> {
    private final Map<Object, Map<Long, String>> maps = new HashMap<>();
    private int reads;
    private int writes;

    private Map<Long, String> map() {
      return maps.computeIfAbsent(current, key -> new HashMap<>());
    }

    @Override
    public String get(Long name) {
      reads++;
      return map().get(name);
    }

    @Override
    public void put(Long name, String value) {
      writes++;
      map().put(name, value);
    }

    @Override
    public void putAll(Map<Long, String> values) {
      values.forEach(this::put);
    }

    @Override
    public void remove(Long name) {
      writes++;
      map().remove(name);
    }

    @Override
    public boolean contains(Long name) {
      return get(name) != null;
    }

    @Override
    public Iterable<Map.Entry<Long, String>> entries() {
      reads++;
      return map().entrySet();
    }

    @Override
    public Iterable<Long> keys() {
      return map().keySet();
    }

    @Override
    public Iterable<String> values() {
      return map().values();
    }

    @Override
    public Iterator<Map.Entry<Long, String>> iterator() {
      return entries().iterator();
    }

    @Override
    public boolean isEmpty() {
      return map().isEmpty();
    }

    @Override
    public void clear() {
      maps.remove(current);
    }
  }

  private final Stored stored = new Stored();

  private BufferedMap<Long, String> over(StateBuffers buffers) {
    return buffers.map(stored, new HeapBudget<>(StringSerializer.INSTANCE, ROOM), Long::longValue);
  }

  private static Map<Long, String> content(MapState<Long, String> map) throws Exception {
    Map<Long, String> content = new HashMap<>();
    for (Map.Entry<Long, String> entry : map.entries()) {
      content.put(entry.getKey(), entry.getValue());
    }
    return content;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void isWhatTheStateWouldBe(long seed) throws Exception {
    Random random = new Random(seed);
    Map<Object, Map<Long, String>> expected = new HashMap<>();
    StateBuffers buffers = StateBuffers.of(keys, false);
    BufferedMap<Long, String> map = over(buffers);
    for (int step = 0; step < 30_000; step++) {
      current = "key" + (int) Math.abs(random.nextGaussian() * 40);
      buffers.visiting(random.nextInt(4) == 0);
      Map<Long, String> ofKey = expected.computeIfAbsent(current, key -> new HashMap<>());
      Object key = current;
      for (int i = random.nextInt(3); i >= 0; i--) {
        long name = step / 500 + random.nextInt(6);
        String when = "step " + step;
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3 -> {
            // The same text each time: it is its length that counts.
            String value = random.nextInt(2) == 0 ? TEXT : "of " + step;
            map.put(name, value);
            ofKey.put(name, value);
          }
          case 4, 5 -> assertThat(Objects.equals(map.get(name), ofKey.get(name))).as(when).isTrue();
          case 6, 7 -> {
            map.remove(name);
            ofKey.remove(name);
          }
          case 8 -> assertThat(content(map).equals(ofKey)).as(when).isTrue();
          default -> {
            assertThat(map.isEmpty()).as(when).isEqualTo(ofKey.isEmpty());
            if (random.nextInt(10) == 0) {
              map.clear();
              ofKey.clear();
            }
          }
        }
        assertThat(current).as(when).isEqualTo(key);
      }
      if (step % 3_000 == 2_999) {
        buffers.flush();
        expected.values().removeIf(Map::isEmpty);
        stored.maps.values().removeIf(Map::isEmpty);
        assertThat(stored.maps.equals(expected)).as("flushed in step " + step).isTrue();
        if (random.nextInt(2) == 0) { // As after a restore.
          buffers = StateBuffers.of(keys, true);
          map = over(buffers);
        }
      }
    }
  }

  @Test
  void whatComesAndGoesIsNeitherReadNorWritten() throws Exception {
    StateBuffers buffers = StateBuffers.of(keys, false);
    BufferedMap<Long, String> map = over(buffers);
    for (long time = 0; time < 100; time++) {
      for (int key = 0; key < 50; key++) {
        current = key;
        assertThat(map.get(time)).isNull();
        map.put(time, "a");
        map.remove(time - 2);
        assertThat(content(map).keySet()).allMatch(name -> name == 0 || name > 0);
      }
      if (time == 60) {
        buffers.flush();
      }
    }
    // Two live at the flush; both were stored, and so will be removed with the next one.
    assertThat(stored.writes).isEqualTo(100);
    assertThat(stored.reads).isZero();
    buffers.flush();
    assertThat(stored.writes).isEqualTo(300);
  }

  @Test
  void goingThroughKeysLeavesThoseThatRowsUse() throws Exception {
    StateBuffers buffers = StateBuffers.of(keys, false);
    BufferedMap<Long, String> map = over(buffers);
    for (int key = 0; key < 20_000; key++) {
      current = key;
      map.put(1L, "a");
    }
    int evicted = stored.writes;
    assertThat(evicted).isBetween(1, 19_999);
    buffers.visiting(true);
    for (int round = 0; round < 3; round++) {
      for (int key = 0; key < 20_000; key++) {
        current = key;
        assertThat(map.get(1L)).isEqualTo("a");
      }
    }
    assertThat(stored.writes).as("nothing went for what was visited").isEqualTo(evicted);
    assertThat(stored.reads).as("only what was not there is read").isEqualTo(3 * evicted);
  }
}
