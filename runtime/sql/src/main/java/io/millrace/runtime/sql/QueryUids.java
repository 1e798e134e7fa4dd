package io.millrace.runtime.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.dag.Transformation;

/**
 * Numbers the operators of a query from 1. Flink numbers them by a counter of the JVM, so that the
 * uids of a query would depend on all that were planned before it.
 */
final class QueryUids {
  /** What Flink makes uids by, in front of which the node's own uid stands. */
  static final String FORMAT = "--<id>-<transformation>";

  private QueryUids() {}

  /** Gives the operators of a node new uids, found from the last of them upwards. */
  static void renumber(String uid, Transformation<?> last) {
    Pattern own = Pattern.compile(Pattern.quote(uid) + "--([0-9]+)-(.*)");
    SortedMap<Integer, Set<Transformation<?>>> numbered = new TreeMap<>();
    Set<Transformation<?>> seen = new HashSet<>();
    Deque<Transformation<?>> open = new ArrayDeque<>();
    open.add(last);
    while (!open.isEmpty()) {
      Transformation<?> next = open.remove();
      if (seen.add(next)) {
        open.addAll(next.getInputs());
        Matcher matcher = next.getUid() == null ? null : own.matcher(next.getUid());
        if (matcher != null && matcher.matches()) {
          int number = Integer.parseInt(matcher.group(1));
          numbered.computeIfAbsent(number, n -> new HashSet<>()).add(next);
        }
      }
    }
    int number = 0;
    for (Set<Transformation<?>> same : numbered.values()) {
      number++;
      for (Transformation<?> transformation : same) {
        Matcher matcher = own.matcher(transformation.getUid());
        if (matcher.matches()) {
          transformation.setUid(uid + "--" + number + "-" + matcher.group(2));
        }
      }
    }
  }
}
