package io.millrace.compiler.plan;

import io.millrace.compiler.types.RecordType;
import java.util.List;

/**
 * What a Kafka source adds to the rows that it decodes.
 *
 * @param columns expressions over the slot {@code meta} and the decoded row; they stand behind the
 *     decoded fields
 * @param decoded what is decoded of a record's value
 */
public record MetadataColumns(List<Column> columns, RecordType decoded) {
  public MetadataColumns {
    columns = List.copyOf(columns);
  }
}
