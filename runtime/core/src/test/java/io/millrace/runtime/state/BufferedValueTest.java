package io.millrace.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferedValueTest {
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

  /** A value per key without a buffer, which counts what it is asked for. */
  private final class Stored implements ValueState<String> {
    private final Map<Object, String> values = new HashMap<>();
    private int reads;
    private int writes;

    @Override
    @SuppressWarnings("NullAway") // As Flink's.
    public @Nullable String value() {
      reads++;
      return values.get(current);
    }

    @Override
    public void update(String value) {
      writes++;
      values.put(current, value);
    }

    @Override
    public void clear() {
      writes++;
      values.remove(current);
    }
  }

  private final Stored stored = new Stored();
  private final BufferedValue<String> buffered =
      StateBuffers.of(keys, false).value(stored, new HeapBudget<>(StringSerializer.INSTANCE), null);

  private void put(int key, String value) throws Exception {
    current = key;
    buffered.update(value);
  }

  private @Nullable String get(int key) throws Exception {
    current = key;
    return buffered.value();
  }

  /** Ten thousand small values wait, however often they change. */
  @Test
  void smallValuesAreReadAndWrittenOnceUntilACheckpoint() throws Exception {
    for (int round = 0; round < 5; round++) {
      for (int key = 0; key < 10_000; key++) {
        String value = get(key);
        put(key, value == null ? "1" : value + "1");
      }
    }
    // Behind the first few, what was measured decides.
    assertThat(stored.reads).isEqualTo(10_000);
    assertThat(stored.writes).isZero();
    buffered.flush();
    assertThat(stored.writes).isEqualTo(10_000);
    assertThat(stored.values).containsEntry(9_999, "11111");
    buffered.flush();
    assertThat(stored.writes).isEqualTo(10_000);
  }

  /** 16 MiB are 64 values of this size. */
  @Test
  void fewWaitWhereTheyAreLarge() throws Exception {
    String large = "x".repeat(1 << 18);
    for (int key = 0; key < 1_000; key++) {
      put(key, large);
    }
    assertThat(stored.writes).isBetween(930, 940);
    assertThat(current).isEqualTo(999);
    buffered.flush();
    assertThat(stored.values).hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 14})
  void givesWhatTheStateWouldGive(int length) throws Exception {
    String text = "x".repeat(length);
    Random random = new Random(length);
    Map<Integer, String> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(3_000);
      switch (random.nextInt(6)) {
        case 0 -> {
          current = key;
          buffered.clear();
          expected.remove(key);
        }
        case 1, 2 -> {
          put(key, text + i);
          expected.put(key, text + i);
        }
        default -> assertThat(Objects.equals(get(key), expected.get(key))).isTrue();
      }
      if (random.nextInt(5_000) == 0) {
        buffered.flush();
        assertThat(stored.values).isEqualTo(expected);
      }
    }
  }

  private BufferedValue<String> living(Duration ttl) {
    return StateBuffers.of(keys, true)
        .value(stored, new HeapBudget<>(StringSerializer.INSTANCE), ttl);
  }

  @Test
  @DisplayName("a value with a time to live is not read for each row that looks at it")
  void valuesThatLiveAreReadOnce() throws Exception {
    BufferedValue<String> restored = living(Duration.ofHours(1));
    stored.values.put(1, "there");
    for (int row = 0; row < 1_000; row++) {
      current = row % 2;
      assertThat(restored.value()).isEqualTo(row % 2 == 1 ? "there" : null);
    }
    assertThat(stored.reads).isEqualTo(2);
  }

  @Test
  @DisplayName("a value that was only read goes soon after the state has dropped it")
  void valuesThatWereReadExpire() throws Exception {
    BufferedValue<String> restored = living(Duration.ofMillis(160));
    current = 1;
    stored.values.put(1, "there");
    assertThat(restored.value()).isEqualTo("there");
    stored.values.remove(1);
    Thread.sleep(20); // a sixteenth is 10 ms
    assertThat(restored.value()).isNull();
  }
}
