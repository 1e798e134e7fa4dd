package io.millrace.runtime.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A bounded source of rows that are known when the job starts. At parallelism 1 they come in their
 * order; a restored job goes on behind the last checkpointed row.
 */
public final class ElementsSource {
  private ElementsSource() {}

  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public static <T> DataGeneratorSource<T> of(TypeInformation<T> type, T... rows) {
    return of(type, List.of(rows));
  }

  /** Rows travel in the job graph as bytes of their own serializer, not of Java's. */
  public static <T> DataGeneratorSource<T> of(TypeInformation<T> type, List<T> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A source of elements needs at least one row");
    }
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    List<byte[]> bytes = new ArrayList<>();
    try {
      for (T row : rows) {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(row, out);
        bytes.add(out.getCopyOfBuffer());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("A row cannot be serialized", e);
    }
    return new DataGeneratorSource<>(
        new Rows<>(serializer, bytes.toArray(byte[][]::new)), rows.size(), type);
  }

  private static final class Rows<T> implements GeneratorFunction<Long, T> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<T> serializer;
    private final byte[][] rows;
    private transient DataInputDeserializer in;

    Rows(TypeSerializer<T> serializer, byte[][] rows) {
      this.serializer = serializer;
      this.rows = rows;
    }

    @Override
    public void open(SourceReaderContext context) {
      in = new DataInputDeserializer();
    }

    @Override
    public T map(Long index) throws IOException {
      in.setBuffer(rows[Math.toIntExact(index)]);
      return serializer.deserialize(in);
    }
  }
}
