package io.millrace.local.bench;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonParserRowDataDeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** Bids as Flink SQL reads them by default: with its parser of projected fields. */
final class FlinkJson {
  private final DeserializationSchema<RowData> format;

  private FlinkJson(DataType bid) {
    DataType event = DataTypes.ROW(DataTypes.FIELD("bid", bid));
    RowType type = (RowType) event.getLogicalType();
    format =
        new JsonParserRowDataDeserializationSchema(
            type, InternalTypeInfo.of(type), false, false, TimestampFormat.ISO_8601);
    try {
      format.open(new Context());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads all fields. */
  static FlinkJson ofAll() {
    return new FlinkJson(
        DataTypes.ROW(
            DataTypes.FIELD("auction", DataTypes.BIGINT()),
            DataTypes.FIELD("bidder", DataTypes.BIGINT()),
            DataTypes.FIELD("price", DataTypes.BIGINT()),
            DataTypes.FIELD("channel", DataTypes.STRING()),
            DataTypes.FIELD("url", DataTypes.STRING()),
            DataTypes.FIELD("dateTime", DataTypes.TIMESTAMP_LTZ(3)),
            DataTypes.FIELD("extra", DataTypes.STRING())));
  }

  /** Reads two numbers and the time. */
  static FlinkJson ofTwo() {
    return new FlinkJson(
        DataTypes.ROW(
            DataTypes.FIELD("auction", DataTypes.BIGINT()),
            DataTypes.FIELD("price", DataTypes.BIGINT()),
            DataTypes.FIELD("dateTime", DataTypes.TIMESTAMP_LTZ(3))));
  }

  RowData decode(byte[] document) throws IOException {
    return format.deserialize(document);
  }

  private static final class Context implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(FlinkJson.class.getClassLoader());
    }
  }
}
