package io.millrace.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BufferedListsTest {
  /** Large, so that few of them wait. */
  private static final String TEXT = "x".repeat(1 << 18);

  /** A list's key and name. */
  private record Place(Object key, Object name) {}

  private Object current = "";
  private Object namespace = "";

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

  /** What the state behind has, and what it was asked for. */
  private final Map<Place, List<String>> stored = new HashMap<>();

  private int reads;
  private int writes;
  private int rowsWritten;
  private int removals;

  @SuppressWarnings("unchecked")
  private final InternalListState<Object, Long, String> state =
      (InternalListState<Object, Long, String>)
          Proxy.newProxyInstance(
              InternalListState.class.getClassLoader(),
              new Class<?>[] {InternalListState.class},
              (proxy, method, arguments) -> {
                Place place = new Place(current, namespace);
                switch (method.getName()) {
                  case "setCurrentNamespace" -> namespace = arguments[0];
                  case "get" -> {
                    reads++;
                    List<String> rows = stored.get(place);
                    return rows == null ? null : List.copyOf(rows);
                  }
                  case "addAll" -> {
                    writes++;
                    rowsWritten += ((List<String>) arguments[0]).size();
                    stored
                        .computeIfAbsent(place, key -> new ArrayList<>())
                        .addAll((List<String>) arguments[0]);
                  }
                  case "clear" -> {
                    removals++;
                    stored.remove(place);
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                }
                return null;
              });

  private BufferedLists<Long, String> over(StateBuffers buffers) {
    return over(buffers, BufferedLists.Keeping.UNREAD);
  }

  private BufferedLists<Long, String> over(StateBuffers buffers, BufferedLists.Keeping keeping) {
    return buffers.lists(
        state, new HeapBudget<>(StringSerializer.INSTANCE), Long::longValue, keeping);
  }

  private static List<String> rows(KeyedLists<Long, String> lists, long name) throws Exception {
    List<String> rows = new ArrayList<>();
    lists.forEach(name, rows::add);
    return rows;
  }

  static Stream<Arguments> keepings() {
    return Stream.of(
            BufferedLists.Keeping.UNREAD,
            BufferedLists.Keeping.read(null),
            BufferedLists.Keeping.read(Duration.ofDays(1)))
        .flatMap(keeping -> LongStream.range(0, 3).mapToObj(seed -> arguments(keeping, seed)));
  }

  @ParameterizedTest
  @MethodSource("keepings")
  void areWhatTheStateWouldBe(BufferedLists.Keeping keeping, long seed) throws Exception {
    Random random = new Random(seed);
    Map<Place, List<String>> expected = new HashMap<>();
    StateBuffers buffers = StateBuffers.of(keys, false);
    BufferedLists<Long, String> lists = over(buffers, keeping);
    for (int step = 0; step < 20_000; step++) {
      Object key = "key" + (int) Math.abs(random.nextGaussian() * 20);
      current = key;
      long name = step / 500 + random.nextInt(4);
      Place place = new Place(key, name);
      String when = "step " + step;
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3, 4 -> {
          // The same text each time: it is its length that counts.
          String row = random.nextInt(4) == 0 ? TEXT : "of " + step;
          lists.add(name, row);
          expected.computeIfAbsent(place, p -> new ArrayList<>()).add(row);
        }
        case 5 -> {
          lists.remove(name);
          expected.remove(place);
        }
        default ->
            assertThat(rows(lists, name).equals(expected.getOrDefault(place, List.of())))
                .as(when)
                .isTrue();
      }
      assertThat(current).as(when).isEqualTo(key);
      if (step % 2_000 == 1_999) {
        buffers.flush();
        assertThat(stored.equals(expected)).as("flushed in step " + step).isTrue();
        if (random.nextInt(2) == 0) { // As after a restore.
          buffers = StateBuffers.of(keys, true);
          lists = over(buffers, keeping);
        }
      }
    }
  }

  @Test
  void whatComesAndGoesIsNeitherReadNorWritten() throws Exception {
    StateBuffers buffers = StateBuffers.of(keys, false);
    BufferedLists<Long, String> lists = over(buffers);
    for (long time = 0; time < 50; time++) {
      for (int key = 0; key < 50; key++) {
        current = key;
        lists.add(time, "a");
        lists.add(time, "b");
        assertThat(rows(lists, time - 1)).hasSize(time == 0 ? 0 : 2);
        lists.remove(time - 1);
      }
      if (time == 30) {
        buffers.flush();
      }
    }
    assertThat(writes).as("one list of each key lived at the flush").isEqualTo(50);
    assertThat(removals).isEqualTo(50);
    assertThat(reads).isZero();
  }

  @Test
  void rowsOfALongListAreWrittenOnce() throws Exception {
    StateBuffers buffers = StateBuffers.of(keys, false);
    BufferedLists<Long, String> lists = over(buffers);
    for (int row = 0; row < 100_000; row++) {
      lists.add(1L, "a");
      if (row % 5_000 == 0) {
        buffers.flush();
      }
    }
    assertThat(reads).as("adding does not read").isZero();
    assertThat(rows(lists, 1)).hasSize(100_000);
    buffers.flush();
    assertThat(rowsWritten).isEqualTo(100_000);
  }

  /** A list that is read with each row, as that of a join's other side, is asked for once. */
  @Test
  void whatIsReadIsKept() throws Exception {
    BufferedLists<Long, String> before = over(StateBuffers.of(keys, false));
    before.add(1L, "a");
    before.flush();
    BufferedLists<Long, String> lists =
        over(StateBuffers.of(keys, true), BufferedLists.Keeping.read(null));
    for (int i = 0; i < 10; i++) {
      assertThat(rows(lists, 1)).containsExactly("a");
      assertThat(rows(lists, 2)).isEmpty();
      lists.flush();
    }
    assertThat(reads).isEqualTo(2);
    lists.add(1L, "b");
    assertThat(rows(lists, 1)).containsExactly("a", "b");
    assertThat(reads).isEqualTo(2);
  }

  /** Since when rows live that were read is only known to the state: it is asked again. */
  @Test
  void rowsThatWereReadMayExpire() throws Exception {
    stored.put(new Place("", 1L), new ArrayList<>(List.of("a", "b")));
    BufferedLists<Long, String> lists =
        over(StateBuffers.of(keys, true), BufferedLists.Keeping.read(Duration.ofDays(1)));
    lists.add(1L, "c");
    assertThat(rows(lists, 1)).containsExactly("a", "b", "c");
    stored.get(new Place("", 1L)).remove("a");
    assertThat(rows(lists, 1)).containsExactly("b", "c");
    stored.get(new Place("", 1L)).remove("b");
    assertThat(rows(lists, 1)).containsExactly("c");
    lists.flush();
    assertThat(stored).containsValue(List.of("c"));
    assertThat(rows(lists, 1)).containsExactly("c");
  }

  @Test
  void rowsThatHaveExpiredAreNeitherSeenNorWritten() throws Exception {
    BufferedLists<Long, String> lists =
        over(StateBuffers.of(keys, false), BufferedLists.Keeping.read(Duration.ZERO));
    lists.add(1L, "a");
    assertThat(rows(lists, 1)).isEmpty();
    lists.add(1L, "b");
    lists.add(2L, "c");
    lists.flush();
    assertThat(rowsWritten).isZero();
    assertThat(rows(lists, 2)).isEmpty();
  }

  /** What is only added to need not stay when it is written. */
  @Test
  void listsThatAreNotReadLeaveTheHeap() throws Exception {
    BufferedLists<Long, String> lists =
        over(StateBuffers.of(keys, true), BufferedLists.Keeping.read(null));
    lists.add(1L, "a");
    lists.flush();
    lists.add(1L, "b");
    lists.flush();
    assertThat(reads).isZero();
    assertThat(rowsWritten).isEqualTo(2);
    assertThat(rows(lists, 1)).containsExactly("a", "b");
  }

  /** One list with too many rows for the heap does not drive out all others. */
  @Test
  void listsThatTakeMostOfTheRoomDoNotStay() throws Exception {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      rows.add("a");
    }
    stored.put(new Place("", 1L), rows);
    stored.put(new Place("", 2L), new ArrayList<>(List.of("b")));
    BufferedLists<Long, String> lists =
        over(StateBuffers.of(keys, true), BufferedLists.Keeping.read(null));
    for (int i = 0; i < 3; i++) {
      lists.add(1L, "c");
      assertThat(rows(lists, 1)).hasSize(20_001 + i);
      assertThat(rows(lists, 2)).containsExactly("b");
    }
    assertThat(reads).as("the large one each time, the small one once").isEqualTo(4);
    lists.flush();
    assertThat(stored.get(new Place("", 1L))).hasSize(20_003);
  }
}
