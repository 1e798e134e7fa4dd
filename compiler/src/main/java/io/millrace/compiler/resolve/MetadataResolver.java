package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.MetadataColumns;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that a Kafka source adds to its rows, computed from a record's metadata. */
final class MetadataResolver {
  /** The slot of a record's metadata. */
  static final String META = "meta";

  private static final RecordType RECORD =
      new RecordType(
          META,
          List.of(
              Field.of("topic", ScalarType.STRING, false),
              Field.of("partition", ScalarType.INT, false),
              Field.of("offset", ScalarType.INT, false),
              Field.of("timestamp", ScalarType.TIMESTAMP, false),
              Field.of("key", ScalarType.STRING, true),
              Field.of("key_bytes", ScalarType.BYTES, true),
              Field.of("headers", new MapType(ScalarType.STRING), false)));

  private final Resolution resolution;
  private final Columns columns;

  MetadataResolver(Resolution resolution) {
    this.resolution = resolution;
    this.columns = new Columns(resolution);
  }

  /**
   * The columns, or null after a report.
   *
   * @param declared the fields whose names are taken
   */
  @Nullable MetadataColumns resolve(
      List<NamedExpression> decls, RecordType decoded, RecordType declared, String path) {
    Scope scope = resolution.scope(decoded).record(META, RECORD).build();
    boolean sound = columns.distinct(decls.stream().map(NamedExpression::name).toList(), path);
    List<Column> resolved = new ArrayList<>();
    for (NamedExpression decl : decls) {
      Located<String> name = decl.name();
      if (declared.field(name.value()) != null) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN014,
                    name.span(),
                    path + "." + name.value(),
                    "the row has a field `" + name.value() + "` already")
                .withHelp("choose another name for the column"));
        sound = false;
      }
      Column column = columns.column(decl, scope);
      if (column != null) {
        resolved.add(column);
      }
    }
    return sound && resolved.size() == decls.size() ? new MetadataColumns(resolved, decoded) : null;
  }

  /** The rows of the source: what is decoded, and the columns behind it. */
  static RecordType row(String className, MetadataColumns metadata) {
    List<Field> fields = new ArrayList<>();
    for (Field field : metadata.decoded().fields()) {
      fields.add(Field.of(field.name(), field.type(), field.nullable()));
    }
    metadata.columns().stream().map(Columns::field).forEach(fields::add);
    return new RecordType(className, fields);
  }
}
