package io.millrace.runtime.process;

import io.millrace.runtime.state.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A list of the current key. The state is read when the list is first wanted; appending alone does
 * not read it. {@link #flush()} has to end the work on each row and timer.
 */
public final class ListSlot<T> {
  private final ListState<T> state;
  private @Nullable List<T> value;

  private ListSlot(ListState<T> state) {
    this.state = state;
  }

  /** A list that is kept until it is cleared. */
  public static <T> ListSlot<T> of(RuntimeContext context, String name, TypeInformation<T> type) {
    return create(context, name, type, null);
  }

  /** A list whose elements are forgotten after {@code ttl} of processing time. */
  public static <T> ListSlot<T> of(
      RuntimeContext context, String name, TypeInformation<T> type, Duration ttl) {
    return create(context, name, type, ttl);
  }

  private static <T> ListSlot<T> create(
      RuntimeContext context, String name, TypeInformation<T> type, @Nullable Duration ttl) {
    ListStateDescriptor<T> descriptor = new ListStateDescriptor<>(name, type);
    return new ListSlot<>(context.getListState(TimeToLive.limit(descriptor, ttl)));
  }

  /** The elements, as a list that never changes: it may become part of a row. */
  public List<T> get() throws Exception {
    List<T> known = value;
    if (known == null) {
      List<T> read = new ArrayList<>();
      Iterable<T> stored = state.get();
      if (stored != null) {
        stored.forEach(read::add);
      }
      known = Collections.unmodifiableList(read);
      value = known;
    }
    return known;
  }

  /** Adds an element at the end. */
  public void add(T element) throws Exception {
    List<T> known = value;
    if (known != null) {
      List<T> longer = new ArrayList<>(known.size() + 1);
      longer.addAll(known);
      longer.add(element);
      value = Collections.unmodifiableList(longer);
    }
    state.add(element);
  }

  /** Replaces all elements. */
  public void set(@Nullable List<T> elements) throws Exception {
    if (elements == null || elements.isEmpty()) {
      clear();
    } else {
      value = elements;
      state.update(elements);
    }
  }

  /** Removes all elements. */
  public void clear() {
    value = List.of();
    state.clear();
  }

  /** Forgets what belongs to the current key. */
  public void flush() {
    value = null;
  }
}
