package io.millrace.runtime.aggregate;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists of values in the order of event time, kept as two lists beside each other: values, and the
 * times that they have. Of one time, what came first stands first.
 */
public final class TimedValues {
  private TimedValues() {}

  /** Adds a value in its place. */
  public static <T> void add(List<T> values, List<Long> times, T value, long time) {
    // Rows come nearly in order: the place is near the end.
    int place = times.size();
    while (place > 0 && times.get(place - 1) > time) {
      place--;
    }
    values.add(place, value);
    times.add(place, time);
  }

  /** Adds what others have; of one time, behind what is there. */
  public static <T> void merge(
      List<T> values, List<Long> times, List<? extends T> otherValues, List<Long> otherTimes) {
    if (times.isEmpty()
        || otherTimes.isEmpty()
        || times.get(times.size() - 1) <= otherTimes.get(0)) {
      values.addAll(otherValues);
      times.addAll(otherTimes);
      return;
    }
    List<T> mine = new ArrayList<>(values);
    List<Long> mineTimes = new ArrayList<>(times);
    values.clear();
    times.clear();
    int other = 0;
    for (int i = 0; i < mine.size(); i++) {
      for (; other < otherTimes.size() && otherTimes.get(other) < mineTimes.get(i); other++) {
        values.add(otherValues.get(other));
        times.add(otherTimes.get(other));
      }
      values.add(mine.get(i));
      times.add(mineTimes.get(i));
    }
    for (; other < otherTimes.size(); other++) {
      values.add(otherValues.get(other));
      times.add(otherTimes.get(other));
    }
  }
}
