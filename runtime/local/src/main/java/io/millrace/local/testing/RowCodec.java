package io.millrace.local.testing;

import io.millrace.compiler.testing.ExpectedRow;
import io.millrace.compiler.testing.TestStep;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.BoxedRows;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.record.DecodedSerializer;
import io.millrace.runtime.record.RecordSerializer;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Rows of one stream as values by name, and back. */
final class RowCodec {
  private final @Nullable RecordSerializer<Object> serializer;

  private RowCodec(@Nullable RecordSerializer<Object> serializer) {
    this.serializer = serializer;
  }

  static RowCodec of(TypeInformation<?> type) {
    return of(type.createSerializer(new SerializerConfigImpl()));
  }

  /** For rows of generated classes, or bad records beside them; all else has no values. */
  @SuppressWarnings("unchecked") // The stream has rows of the serializer's class alone.
  static RowCodec of(@Nullable TypeSerializer<?> serializer) {
    TypeSerializer<?> rows =
        serializer instanceof DecodedSerializer<?> decoded ? decoded.record() : serializer;
    return new RowCodec(
        rows instanceof RecordSerializer<?> records ? (RecordSerializer<Object>) records : null);
  }

  Seen seen(StreamRecord<?> record) {
    Object row = record.getValue();
    Map<String, Object> values =
        serializer == null || row instanceof BadRecord ? Map.of() : BoxedRows.read(serializer, row);
    return new Seen(-1, change(row), values, null);
  }

  private static ExpectedRow.Change change(Object row) {
    if (!(row instanceof Change change)) {
      return ExpectedRow.Change.NONE;
    }
    return switch (change.changeKind()) {
      case Change.INSERT -> ExpectedRow.Change.INSERT;
      case Change.UPDATE_BEFORE -> ExpectedRow.Change.BEFORE;
      case Change.UPDATE_AFTER -> ExpectedRow.Change.UPDATE;
      default -> ExpectedRow.Change.DELETE;
    };
  }

  /** A row of these values, of which those that the stream does not have are passed over. */
  Object row(Map<String, Object> values) {
    return row(values, Change.INSERT);
  }

  /** The same, with what it does. */
  Object row(TestStep.FedRow row) {
    return row(
        row.values(),
        switch (row.change()) {
          case NONE, INSERT -> Change.INSERT;
          case BEFORE -> Change.UPDATE_BEFORE;
          case UPDATE -> Change.UPDATE_AFTER;
          case DELETE -> Change.DELETE;
        });
  }

  private Object row(Map<String, Object> values, byte change) {
    if (serializer == null) {
      throw new IllegalStateException("the stream has no rows that can be made");
    }
    return BoxedRows.make(serializer, values, change);
  }
}
