package io.millrace.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets with filters against one set for each filter. */
class DistinctTableTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 9, 33, 64})
  void longsAreOneSetForEachFilter(int filters) throws IOException {
    Random random = new Random(filters);
    for (int round = 0; round < 30; round++) {
      long spread = 1L << random.nextInt(63);
      int rows = random.nextInt(2_000);
      List<Set<Long>> sets = new ArrayList<>();
      for (int i = 0; i < filters; i++) {
        sets.add(new TreeSet<>());
      }
      DistinctLongs set = new DistinctLongs(filters);
      DistinctLongs other = new DistinctLongs(filters);
      for (int row = 0; row < rows; row++) {
        long value = random.nextLong() % spread;
        long mask = random.nextLong() & (filters == 64 ? -1L : (1L << filters) - 1);
        (row % 3 == 0 ? other : set).add(value, mask);
        for (int i = 0; i < filters; i++) {
          if ((mask >>> i & 1) != 0) {
            sets.get(i).add(value);
          }
        }
      }
      DistinctLongs copy = set.copy();
      set.addAll(other);
      DataOutputSerializer out = new DataOutputSerializer(16);
      set.write(out);
      DistinctLongs read =
          DistinctLongs.read(filters, new DataInputDeserializer(out.getCopyOfBuffer()));
      other.addAll(copy); // the other way around
      for (DistinctLongs same : List.of(set, read, other, read.copy())) {
        for (int i = 0; i < filters; i++) {
          assertThat(same.ascending(i)).containsExactlyElementsOf(sets.get(i));
          assertThat(same.count(i)).isEqualTo(sets.get(i).size());
        }
      }
      assertThat(read.size()).isEqualTo(set.size());
    }
  }

  @Test
  void objectsKeepTheirFilters() throws IOException {
    Random random = new Random(1);
    DistinctObjects<String> set = new DistinctObjects<>(10);
    Map<String, Long> expected = new TreeMap<>();
    for (int row = 0; row < 5_000; row++) {
      String value = "v" + random.nextInt(1_500);
      long mask = random.nextInt(1 << 10);
      set.add(value, mask);
      if (mask != 0) {
        expected.merge(value, mask, (a, b) -> a | b);
      }
    }
    DistinctObjects<String> merged = set.copy();
    merged.addAll(set);
    DistinctObjects<String> empty = new DistinctObjects<>(10);
    empty.addAll(set);
    DistinctObjects<String> read = DistinctObjects.withRoom(10, set.size());
    DataOutputSerializer out = new DataOutputSerializer(16);
    for (DistinctObjects.Entry<String> entry : set.entries()) {
      out.writeUTF(entry.value());
      entry.writeFilters(out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    for (int i = 0; i < set.size(); i++) {
      read.add(in.readUTF(), read.readFilters(in));
    }
    for (DistinctObjects<String> same : List.of(set, merged, empty, read)) {
      Map<String, Long> found = new TreeMap<>();
      same.entries().forEach(entry -> found.put(entry.value(), entry.filters()));
      assertThat(found).isEqualTo(expected);
      assertThat(same.values(3)).hasSize(Math.toIntExact(same.count(3)));
    }
  }

  @Test
  void smallNumbersAreShort() throws IOException {
    DistinctLongs set = new DistinctLongs(4);
    for (long value = -100; value < 100; value++) {
      set.add(value, 5);
    }
    DataOutputSerializer out = new DataOutputSerializer(16);
    set.write(out);
    assertThat(out.length()).isEqualTo(5 + 200 * 2);
    DataOutputSerializer nothing = new DataOutputSerializer(16);
    new DistinctLongs(4).write(nothing);
    assertThat(nothing.length()).isEqualTo(5);
    DistinctLongs zero = new DistinctLongs(1);
    zero.add(0, 1);
    zero.write(nothing);
    DataInputDeserializer in = new DataInputDeserializer(nothing.getCopyOfBuffer());
    assertThat(DistinctLongs.read(4, in).size()).isZero();
    assertThat(DistinctLongs.read(1, in).ascending(0)).containsExactly(0L);
  }

  @Test
  void whatIsPutInInTheOrderOfItsHashesIsFound() {
    DistinctLongs big = new DistinctLongs(1);
    for (long value = 0; value < 200_000; value++) {
      big.add(value * 7_919, 1);
    }
    DistinctLongs small = new DistinctLongs(1);
    small.add(-1, 1);
    small.addAll(big);
    assertThat(small.count(0)).isEqualTo(200_001);
  }
}
