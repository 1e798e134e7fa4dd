package io.millrace.local.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that came out of operators, side outputs and sinks of one test, across restarts. */
final class Outputs {
  private final Map<String, Sequence> byName = new HashMap<>();
  private long next;

  /** What came out of one of them, in order. */
  final class Sequence {
    private final List<Seen> seen = new ArrayList<>();

    void add(Seen row) {
      add(row, null);
    }

    void add(Seen row, @Nullable SeenRecord record) {
      seen.add(row.with(next++, record));
    }
  }

  Sequence main(String uid) {
    return sequence("main:" + uid);
  }

  Sequence side(String tag) {
    return sequence("side:" + tag);
  }

  Sequence sink(String uid) {
    return sequence("sink:" + uid);
  }

  private Sequence sequence(String name) {
    return byName.computeIfAbsent(name, key -> new Sequence());
  }

  /** The names of all that something came out of. */
  Set<String> names() {
    return new TreeSet<>(byName.keySet());
  }

  /** All rows of several, from a number on, in the order in which they came. */
  List<Seen> since(long sequence, List<String> names) {
    return names.stream()
        .flatMap(name -> sequence(name).seen.stream())
        .filter(row -> row.sequence() >= sequence)
        .sorted(Comparator.comparingLong(Seen::sequence))
        .toList();
  }

  /** The number that the next row will have. */
  long next() {
    return next;
  }
}
