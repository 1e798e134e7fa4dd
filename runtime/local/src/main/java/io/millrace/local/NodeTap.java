package io.millrace.local;

import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.BoxedRows;
import io.millrace.runtime.record.DecodedSerializer;
import io.millrace.runtime.record.RecordSerializer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a node, and keeps the last ones. It works where the job runs in the JVM that
 * looks at it, and only there.
 */
final class NodeTap extends RichFlatMapFunction<Object, Void> {
  private static final long serialVersionUID = 1L;

  private static final int KEPT = 3;

  /** By run, pipeline and node: the job's copies of a tap are other objects than the one made. */
  private static final Map<String, Counted> COUNTED = new ConcurrentHashMap<>();

  /** What came out of a node. */
  static final class Counted {
    private final Deque<Supplier<Map<String, Object>>> last = new ArrayDeque<>();
    private long count;

    private synchronized void add(Supplier<Map<String, Object>> row) {
      count++;
      last.addLast(row);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }

    synchronized long count() {
      return count;
    }

    /** The last rows, the oldest first. */
    List<Map<String, Object>> rows() {
      List<Supplier<Map<String, Object>>> rows;
      synchronized (this) {
        rows = new ArrayList<>(last);
      }
      return rows.stream().map(Supplier::get).toList();
    }
  }

  private final String name;
  private final TypeInformation<?> type;
  private transient @Nullable RecordSerializer<Object> serializer;
  private transient @Nullable Counted counted;

  NodeTap(String name, TypeInformation<?> type) {
    this.name = name;
    this.type = type;
  }

  /** What came out of a node since the last {@link #forget}. */
  static Counted of(String name) {
    return COUNTED.computeIfAbsent(name, any -> new Counted());
  }

  /** Forgets all that was counted. */
  static void forget() {
    COUNTED.clear();
  }

  @Override
  @SuppressWarnings("unchecked") // The stream has rows of the serializer's class alone.
  public void open(OpenContext context) {
    counted = of(name);
    TypeSerializer<?> rows = type.createSerializer(new SerializerConfigImpl());
    if (rows instanceof DecodedSerializer<?> decoded) {
      rows = decoded.record(); // beside which bad records come
    }
    if (rows instanceof RecordSerializer<?> records) {
      serializer = (RecordSerializer<Object>) records;
    }
  }

  @Override
  public void flatMap(Object row, Collector<Void> out) {
    RecordSerializer<Object> records = serializer;
    Counted into = counted;
    if (into != null && !(row instanceof BadRecord)) {
      // Read when somebody looks: most rows are never shown.
      into.add(() -> records == null ? Map.of() : BoxedRows.read(records, row));
    }
  }
}
