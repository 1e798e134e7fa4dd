package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.api.java.tuple.Tuple3;

/**
 * Windows as they are defined: each window of its own with all its rows, written without a look at
 * slices, timers or merging.
 */
abstract class WindowOracle {
  final long lateness;
  final Map<String, Long> watermarks = new HashMap<>();
  final List<String> results = new ArrayList<>();
  final List<Tuple3<String, Long, Long>> late = new ArrayList<>();

  WindowOracle(long lateness) {
    this.lateness = lateness;
  }

  abstract void row(Tuple3<String, Long, Long> row);

  abstract void reach(String key, long from, long to);

  long watermark(String key) {
    return watermarks.getOrDefault(key, Long.MIN_VALUE);
  }

  boolean expired(String key, long end) {
    return end - 1 + lateness <= watermark(key);
  }

  void watermark(Predicate<String> keys, Iterable<String> all, long time) {
    for (String key : all) {
      long before = watermark(key);
      if (keys.test(key) && time > before) {
        watermarks.put(key, time);
        reach(key, before, time);
      }
    }
  }

  /** Windows with fixed places. */
  static final class Fixed extends WindowOracle {
    private final long size;
    private final long step;
    private final long offset;
    private final boolean cumulating;
    private final Map<String, TreeMap<Window, List<Long>>> windows = new HashMap<>();

    Fixed(long size, long step, long offset, boolean cumulating, long lateness) {
      super(lateness);
      this.size = size;
      this.step = step;
      this.offset = offset;
      this.cumulating = cumulating;
    }

    private record Window(long end, long start) implements Comparable<Window> {
      @Override
      public int compareTo(Window other) {
        return end != other.end ? Long.compare(end, other.end) : Long.compare(start, other.start);
      }
    }

    private List<Window> windowsOf(long time) {
      List<Window> found = new ArrayList<>();
      long period = cumulating ? size : step;
      long number = (time - offset - size) / period - 2;
      for (; offset + number * period <= time; number++) {
        long start = offset + number * period;
        for (long length = cumulating ? step : size; length <= size; length += step) {
          if (start <= time && time < start + length) {
            found.add(new Window(start + length, start));
          }
        }
      }
      return found;
    }

    @Override
    void row(Tuple3<String, Long, Long> row) {
      boolean taken = false;
      List<Window> mine = windowsOf(row.f1);
      for (Window window : mine) {
        if (!expired(row.f0, window.end)) {
          taken = true;
          List<Long> ids =
              windows
                  .computeIfAbsent(row.f0, k -> new TreeMap<>())
                  .computeIfAbsent(window, w -> new ArrayList<>());
          ids.add(row.f2);
          if (window.end - 1 <= watermark(row.f0)) {
            emit(row.f0, window, ids);
          }
        }
      }
      if (!taken && !mine.isEmpty()) {
        late.add(row);
      }
    }

    @Override
    void reach(String key, long from, long to) {
      windows
          .getOrDefault(key, new TreeMap<>())
          .forEach(
              (window, ids) -> {
                if (from < window.end - 1 && window.end - 1 <= to) {
                  emit(key, window, ids);
                }
              });
    }

    private void emit(String key, Window window, List<Long> ids) {
      results.add(Collected.result(key, window.start, window.end, ids.stream().sorted().toList()));
    }
  }

  /** Sessions, as lists of rows. */
  static final class Sessions extends WindowOracle {
    private final long gap;
    private final Map<String, List<TreeMap<Long, List<Long>>>> sessions = new HashMap<>();

    Sessions(long gap, long lateness) {
      super(lateness);
      this.gap = gap;
    }

    private long end(SortedMap<Long, List<Long>> session) {
      return session.lastKey() + gap;
    }

    @Override
    void row(Tuple3<String, Long, Long> row) {
      List<TreeMap<Long, List<Long>>> mine =
          sessions.computeIfAbsent(row.f0, k -> new ArrayList<>());
      mine.removeIf(session -> expired(row.f0, end(session)));
      TreeMap<Long, List<Long>> joined = new TreeMap<>();
      joined.computeIfAbsent(row.f1, t -> new ArrayList<>()).add(row.f2);
      List<TreeMap<Long, List<Long>>> apart = new ArrayList<>();
      for (TreeMap<Long, List<Long>> session : mine) {
        if (session.firstKey() - gap <= row.f1 && row.f1 <= session.lastKey() + gap) {
          session.forEach(
              (time, ids) -> joined.computeIfAbsent(time, t -> new ArrayList<>()).addAll(ids));
        } else {
          apart.add(session);
        }
      }
      if (expired(row.f0, end(joined))) {
        late.add(row);
        return;
      }
      apart.add(joined);
      sessions.put(row.f0, apart);
      if (end(joined) - 1 <= watermark(row.f0)) {
        emit(row.f0, joined);
      }
    }

    @Override
    void reach(String key, long from, long to) {
      for (TreeMap<Long, List<Long>> session : sessions.getOrDefault(key, List.of())) {
        if (from < end(session) - 1 && end(session) - 1 <= to) {
          emit(key, session);
        }
      }
    }

    private void emit(String key, SortedMap<Long, List<Long>> session) {
      List<Long> ids = session.values().stream().flatMap(List::stream).sorted().toList();
      results.add(Collected.result(key, session.firstKey(), end(session), ids));
    }
  }
}
