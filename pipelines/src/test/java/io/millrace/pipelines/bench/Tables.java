package io.millrace.pipelines.bench;

import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.SerializationFormatFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The connector {@code nexmark} of Flink SQL: {@link Feed} and {@link Outlet} with a format of
 * Flink's own, and with what Flink's Kafka connector can do besides (watermarks in the source).
 */
public final class Tables implements DynamicTableSourceFactory, DynamicTableSinkFactory {
  @Override
  public String factoryIdentifier() {
    return "nexmark";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(FactoryUtil.FORMAT);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DynamicTableSource createDynamicTableSource(DynamicTableFactory.Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    DecodingFormat<DeserializationSchema<RowData>> format =
        helper.discoverDecodingFormat(DeserializationFormatFactory.class, FactoryUtil.FORMAT);
    helper.validate();
    return new Events(format, context.getPhysicalRowDataType(), null);
  }

  @Override
  public DynamicTableSink createDynamicTableSink(DynamicTableFactory.Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    EncodingFormat<SerializationSchema<RowData>> format =
        helper.discoverEncodingFormat(SerializationFormatFactory.class, FactoryUtil.FORMAT);
    helper.validate();
    return new Rows(format, context.getPhysicalRowDataType());
  }

  private static final class Events implements ScanTableSource, SupportsWatermarkPushDown {
    private final DecodingFormat<DeserializationSchema<RowData>> format;
    private final DataType type;
    private @Nullable WatermarkStrategy<RowData> watermarks;

    Events(
        DecodingFormat<DeserializationSchema<RowData>> format,
        DataType type,
        @Nullable WatermarkStrategy<RowData> watermarks) {
      this.format = format;
      this.type = type;
      this.watermarks = watermarks;
    }

    @Override
    public ChangelogMode getChangelogMode() {
      return ChangelogMode.insertOnly();
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
      watermarks = strategy;
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
      DeserializationSchema<RowData> schema = format.createRuntimeDecoder(context, type);
      WatermarkStrategy<RowData> strategy =
          watermarks == null ? WatermarkStrategy.noWatermarks() : watermarks;
      return new DataStreamScanProvider() {
        @Override
        public DataStream<RowData> produceDataStream(
            ProviderContext provider, StreamExecutionEnvironment environment) {
          return environment.fromSource(
              new Feed<>(new Decoding(schema)), strategy, "events", schema.getProducedType());
        }

        @Override
        public boolean isBounded() {
          return true;
        }
      };
    }

    @Override
    public DynamicTableSource copy() {
      return new Events(format, type, watermarks);
    }

    @Override
    public String asSummaryString() {
      return "events";
    }
  }

  private record Decoding(DeserializationSchema<RowData> schema) implements Feed.Decoder<RowData> {
    @Override
    public void open() throws Exception {
      schema.open(new OpenContext());
    }

    @Override
    public void decode(ConsumerRecord<byte[], byte[]> record, Collector<RowData> out)
        throws Exception {
      schema.deserialize(record.value(), out);
    }
  }

  private record Rows(EncodingFormat<SerializationSchema<RowData>> format, DataType type)
      implements DynamicTableSink {
    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
      return requested;
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(DynamicTableSink.Context context) {
      SerializationSchema<RowData> schema = format.createRuntimeEncoder(context, type);
      return SinkV2Provider.of(new Outlet<>(new Encoding(schema)));
    }

    @Override
    public DynamicTableSink copy() {
      return new Rows(format, type);
    }

    @Override
    public String asSummaryString() {
      return "rows";
    }
  }

  private record Encoding(SerializationSchema<RowData> schema) implements Outlet.Encoder<RowData> {
    @Override
    public void open() throws Exception {
      schema.open(new OpenContext());
    }

    @Override
    public Outlet.Output encode(RowData row) {
      RowKind kind = row.getRowKind();
      boolean taken = kind == RowKind.UPDATE_BEFORE || kind == RowKind.DELETE;
      // The format writes rows whatever happens to them when it is told that they are new.
      row.setRowKind(RowKind.INSERT);
      byte[] value = schema.serialize(row);
      row.setRowKind(kind);
      return new Outlet.Output(null, value, taken);
    }
  }
}
