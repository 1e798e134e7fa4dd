package io.millrace.runtime.sql;

import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.apache.flink.table.types.utils.TypeConversions;

/** Types as texts to Flink's, with {@code List} for what SQL calls an array. */
final class SqlTypes {
  private SqlTypes() {}

  static LogicalType parse(String text) {
    return LogicalTypeParser.parse(text, SqlTypes.class.getClassLoader());
  }

  static DataType of(String text) {
    return of(parse(text));
  }

  private static DataType of(LogicalType type) {
    DataType data =
        switch (type.getTypeRoot()) {
          case ARRAY ->
              DataTypes.ARRAY(of(((ArrayType) type).getElementType())).bridgedTo(List.class);
          case MAP ->
              DataTypes.MAP(of(((MapType) type).getKeyType()), of(((MapType) type).getValueType()));
          case ROW ->
              DataTypes.ROW(
                  ((RowType) type)
                      .getFields().stream()
                          .map(field -> DataTypes.FIELD(field.getName(), of(field.getType())))
                          .toArray(DataTypes.Field[]::new));
          default -> TypeConversions.fromLogicalToDataType(type);
        };
    return type.isNullable() ? data.nullable() : data.notNull();
  }

  /** A row of columns. */
  static DataType row(List<SqlColumn> columns) {
    return DataTypes.ROW(
            columns.stream()
                .map(column -> DataTypes.FIELD(column.name(), of(column.type())))
                .toArray(DataTypes.Field[]::new))
        .notNull();
  }

  /** A schema with these columns and a key. */
  static Schema.Builder schema(List<SqlColumn> columns, List<String> key) {
    Schema.Builder schema = Schema.newBuilder();
    columns.forEach(column -> schema.column(column.name(), of(column.type())));
    return key.isEmpty() ? schema : schema.primaryKey(key);
  }
}
