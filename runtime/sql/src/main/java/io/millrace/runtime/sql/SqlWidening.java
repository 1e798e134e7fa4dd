package io.millrace.runtime.sql;

import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Which types hold all values of others, so that SQL may convert them by itself. */
final class SqlWidening {
  private SqlWidening() {}

  /**
   * Whether no value of a type changes when it becomes one of another; whether NULL may is not
   * asked.
   */
  static boolean keepsAll(LogicalType from, LogicalType to) {
    return switch (to.getTypeRoot()) {
      case BIGINT ->
          is(
              from,
              LogicalTypeRoot.BIGINT,
              LogicalTypeRoot.INTEGER,
              LogicalTypeRoot.SMALLINT,
              LogicalTypeRoot.TINYINT);
      case DOUBLE -> is(from, LogicalTypeRoot.DOUBLE, LogicalTypeRoot.FLOAT);
      case DECIMAL -> decimal(from, (DecimalType) to);
      case VARCHAR -> is(from, LogicalTypeRoot.VARCHAR, LogicalTypeRoot.CHAR);
      case VARBINARY -> is(from, LogicalTypeRoot.VARBINARY, LogicalTypeRoot.BINARY);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          is(
                  from,
                  LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                  LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
              && LogicalTypeChecks.getPrecision(from) <= LogicalTypeChecks.getPrecision(to);
      case ARRAY ->
          from instanceof ArrayType array
              && nested(array.getElementType(), ((ArrayType) to).getElementType());
      case MAP ->
          from instanceof MapType map
              && nested(map.getKeyType(), ((MapType) to).getKeyType())
              && nested(map.getValueType(), ((MapType) to).getValueType());
      case ROW -> from instanceof RowType row && row((RowType) to, row);
      default -> from.getTypeRoot() == to.getTypeRoot();
    };
  }

  private static boolean is(LogicalType type, LogicalTypeRoot... roots) {
    return List.of(roots).contains(type.getTypeRoot());
  }

  private static boolean decimal(LogicalType from, DecimalType to) {
    return from instanceof DecimalType decimal
        && decimal.getScale() <= to.getScale()
        && decimal.getPrecision() - decimal.getScale() <= to.getPrecision() - to.getScale();
  }

  /** What lies in another value is converted as a whole. */
  private static boolean nested(LogicalType from, LogicalType to) {
    return keepsAll(from, to);
  }

  private static boolean row(RowType to, RowType from) {
    if (!to.getFieldNames().equals(from.getFieldNames())) {
      return false;
    }
    for (int i = 0; i < to.getFieldCount(); i++) {
      LogicalType field = from.getTypeAt(i);
      if (!nested(field, to.getTypeAt(i))
          || (field.isNullable() && !to.getTypeAt(i).isNullable())) {
        return false;
      }
    }
    return true;
  }
}
