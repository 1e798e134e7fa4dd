package io.millrace.runtime.join;

import io.millrace.runtime.error.RowErrors;
import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.record.Change;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Looks each row up in a small side that is broadcast to every subtask. Of several small rows of
 * one key the one with the latest event time counts, without event time the one that came last.
 *
 * <p>While the small side is awaited, rows and watermarks are held back, in state, in their order;
 * all go out when it ends. The small side's own watermarks have no say: rows keep theirs.
 *
 * @param <K> the key
 * @param <IN> the row
 * @param <S> the small row
 * @param <OUT> the output row
 */
public final class EnrichOperator<K, IN, S, OUT> extends AbstractStreamOperator<OUT>
    implements TwoInputStreamOperator<IN, S, OUT>, BoundedMultiInput {
  private static final long serialVersionUID = 1L;
  private static final int SMALL = 2;

  private final Enricher<K, IN, S, OUT> enricher;
  private final Enrichment<K, IN, S> settings;
  private final @Nullable RowErrors<IN> errors;

  /** Small rows by key. */
  private transient BroadcastState<K, StoredRow<S>> smallRows;

  /** Whether the small side has ended: one entry, from then on. */
  private transient BroadcastState<Boolean, Boolean> ended;

  private transient ListState<StoredRow<IN>> heldState;
  private transient List<StoredRow<IN>> held;
  private transient boolean holding;
  private transient @Nullable Watermark heldWatermark;

  /** An operator for {@code rows.connect(small.broadcast())}. */
  public EnrichOperator(Enricher<K, IN, S, OUT> enricher, Enrichment<K, IN, S> settings) {
    this(enricher, settings, null);
  }

  private EnrichOperator(
      Enricher<K, IN, S, OUT> enricher,
      Enrichment<K, IN, S> settings,
      @Nullable RowErrors<IN> errors) {
    this.enricher = enricher;
    this.settings = settings;
    this.errors = errors;
  }

  /** Leaves out rows for which an expression has no value; without it, they fail the job. */
  public EnrichOperator<K, IN, S, OUT> onError(RowErrors<IN> newErrors) {
    return new EnrichOperator<>(enricher, settings, newErrors);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    var config = getExecutionConfig().getSerializerConfig();
    TypeSerializer<K> keys = settings.keyType().createSerializer(config);
    TypeSerializer<S> small = settings.smallType().createSerializer(config);
    TypeSerializer<IN> rows = settings.rowType().createSerializer(config);
    var store = context.getOperatorStateStore();
    smallRows =
        store.getBroadcastState(
            new MapStateDescriptor<>("small", keys, new StoredRowSerializer<>(small)));
    ended =
        store.getBroadcastState(
            new MapStateDescriptor<>(
                "ended", BooleanSerializer.INSTANCE, BooleanSerializer.INSTANCE));
    heldState =
        store.getListState(new ListStateDescriptor<>("held", new StoredRowSerializer<>(rows)));
    held = new ArrayList<>();
    heldState.get().forEach(held::add);
    holding = settings.await() && !ended.contains(true);
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (errors != null) {
      errors.open(metrics);
    }
    if (!holding) {
      release();
    }
  }

  @Override
  public void processElement1(StreamRecord<IN> element) throws Exception {
    long time = element.hasTimestamp() ? element.getTimestamp() : Long.MIN_VALUE;
    if (holding) {
      held.add(new StoredRow<>(element.getValue(), time, 0));
    } else {
      enrich(element.getValue(), time);
    }
  }

  private void enrich(IN row, long time) throws Exception {
    OUT result;
    try {
      result = result(row);
    } catch (ExpressionException e) {
      if (errors == null) {
        throw e;
      }
      errors.add(
          row, time, enricher.at(), e, (tag, letter) -> output.collect(tag, record(letter, time)));
      return;
    }
    if (result != null) {
      output.collect(record(result, time));
    }
  }

  private @Nullable OUT result(IN row) throws Exception {
    K key = enricher.key(row);
    StoredRow<S> small = key == null ? null : smallRows.get(key);
    boolean found = small != null && enricher.matches(row, small.row);
    return found || settings.outer() ? enricher.enrich(row, found ? small.row : null) : null;
  }

  private static <T> StreamRecord<T> record(T value, long time) {
    StreamRecord<T> record = new StreamRecord<>(value);
    if (time != Long.MIN_VALUE) {
      record.setTimestamp(time);
    }
    return record;
  }

  @Override
  public void processElement2(StreamRecord<S> element) throws Exception {
    S row = element.getValue();
    byte change = settings.changes() ? ((Change) row).changeKind() : Change.INSERT;
    K key = enricher.smallKey(row);
    if (key == null || change == Change.UPDATE_BEFORE) {
      return;
    }
    if (change == Change.DELETE) {
      smallRows.remove(key);
      return;
    }
    long time = element.hasTimestamp() ? element.getTimestamp() : Long.MIN_VALUE;
    StoredRow<S> old = settings.changes() ? null : smallRows.get(key);
    if (old == null || old.timestamp <= time) {
      smallRows.put(key, new StoredRow<>(row, time, 0));
    }
  }

  @Override
  public void endInput(int input) throws Exception {
    if (input == SMALL) {
      ended.put(true, true);
      holding = false;
      release();
    }
  }

  private void release() throws Exception {
    for (StoredRow<IN> row : held) {
      enrich(row.row, row.timestamp);
    }
    held.clear();
    if (heldWatermark != null) {
      processWatermark(heldWatermark);
      heldWatermark = null;
    }
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    if (holding) {
      heldWatermark = mark;
    } else {
      processWatermark(mark);
    }
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // The small side is looked up as it is now, whatever its time.
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int index) throws Exception {
    if (index == 0) {
      processWatermarkStatus(status);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    heldState.update(held);
  }
}
