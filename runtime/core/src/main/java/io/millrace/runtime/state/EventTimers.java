package io.millrace.runtime.state;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * The event-time timers of one operator. They wait here until a checkpoint, and are Flink's from
 * then on; so a timer that is set and reached between two checkpoints, as those of most windows
 * are, is neither serialized nor sorted by key. A savepoint holds all of them as Flink's.
 *
 * <p>All are called in the order of time, and one that is set twice is called once, as with Flink's
 * alone. Whoever has one of these calls {@link #advance} with each watermark, and lets Flink's have
 * it then, {@link #called} for each of Flink's that is called, and {@link #flush} ahead of
 * snapshots.
 */
public final class EventTimers {
  /** What is done when a time is reached. */
  public interface Target {
    /** Called with the timer's key as the current one. */
    void reach(Byte namespace, long time) throws Exception;
  }

  private record Due(long time, byte namespace) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return time == other.time
          ? Byte.compare(namespace, other.namespace)
          : Long.compare(time, other.time);
    }
  }

  /** Timers that wait at most; what is more is Flink's at once. */
  private static final int MOST = 65_536;

  private final AbstractStreamOperator<?> operator;
  private final InternalTimeServiceManager<?> manager;
  private final InternalTimerService<Byte> service;
  private final Target target;
  private final boolean waits;
  private final int most;

  private final TreeMap<Due, Set<Object>> waiting = new TreeMap<>();
  private int size;

  /** The keys of the time that was asked for last. */
  private @Nullable Due lastDue;

  private @Nullable Set<Object> lastKeys;

  /** The time up to which Flink's timers were called. */
  private long reached = Long.MIN_VALUE;

  private long watermark = Long.MIN_VALUE;

  /**
   * Creates them.
   *
   * @param manager the operator's
   * @param service the operator's only service that has event-time timers
   */
  public EventTimers(
      AbstractStreamOperator<?> operator,
      InternalTimeServiceManager<?> manager,
      InternalTimerService<Byte> service,
      Target target) {
    this(operator, manager, service, target, MOST);
  }

  EventTimers(
      AbstractStreamOperator<?> operator,
      InternalTimeServiceManager<?> manager,
      InternalTimerService<Byte> service,
      Target target,
      int most) {
    this.operator = operator;
    this.manager = manager;
    this.service = service;
    this.target = target;
    this.most = most;
    String backend = operator.getKeyedStateBackend().getBackendTypeIdentifier();
    waits = backend.equals("rocksdb") || backend.equals("hashmap"); // Batches go key by key.
  }

  /** Has the target called for the current key when the watermark has reached a time. */
  public void register(Byte namespace, long time) {
    // What is set for a time that Flink's have reached goes in between them.
    if (!waits || time <= reached) {
      service.registerEventTimeTimer(namespace, time);
      return;
    }
    Object key = operator.getCurrentKey();
    Set<Object> keys = find(namespace, time);
    if (size >= most) {
      if (keys == null || !keys.contains(key)) {
        service.registerEventTimeTimer(namespace, time);
      }
      return;
    }
    if (keys == null) {
      keys = new LinkedHashSet<>(4);
      lastDue = new Due(time, namespace);
      lastKeys = keys;
      waiting.put(lastDue, keys);
    }
    if (keys.add(key)) {
      size++;
    }
  }

  private @Nullable Set<Object> find(byte namespace, long time) {
    Due due = lastDue;
    if (due != null && due.time == time && due.namespace == namespace) {
      return lastKeys;
    }
    due = new Due(time, namespace);
    Set<Object> keys = waiting.get(due);
    if (keys != null) {
      lastDue = due;
      lastKeys = keys;
    }
    return keys;
  }

  /** Takes note that one of Flink's is called, so that the same is not called again. */
  public void called(InternalTimer<?, Byte> timer) {
    if (size == 0) {
      return;
    }
    Set<Object> keys = find(timer.getNamespace(), timer.getTimestamp());
    if (keys != null && keys.remove(timer.getKey())) {
      size--;
    }
  }

  /** Calls the target for all times up to a watermark, but for what is Flink's behind the last. */
  public void advance(long mark) throws Exception {
    watermark = Math.max(watermark, mark);
    if (!waits) {
      return;
    }
    while (!waiting.isEmpty() && waiting.firstKey().time <= mark) {
      long time = waiting.firstKey().time;
      if (time > reached) {
        reached = time;
        manager.advanceWatermark(new Watermark(time));
      }
      Map.Entry<Due, Set<Object>> first = waiting.pollFirstEntry();
      lastDue = null;
      lastKeys = null;
      size -= first.getValue().size();
      for (Object key : first.getValue()) {
        operator.setCurrentKey(key);
        target.reach(first.getKey().namespace, time);
      }
    }
    reached = Math.max(reached, mark);
  }

  /** The watermark that the operator has, or is just taking. */
  public long currentWatermark() {
    return Math.max(watermark, service.currentWatermark());
  }

  /** Hands all that wait on to Flink. Leaves some other key as the current. */
  public void flush() {
    waiting.forEach(
        (due, keys) -> {
          for (Object key : keys) {
            operator.setCurrentKey(key);
            service.registerEventTimeTimer(due.namespace, due.time);
          }
        });
    waiting.clear();
    size = 0;
    lastDue = null;
    lastKeys = null;
  }
}
