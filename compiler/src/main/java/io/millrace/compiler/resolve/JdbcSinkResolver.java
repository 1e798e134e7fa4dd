package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.ConnectionDecl;
import io.millrace.compiler.model.JdbcSinkDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sink to a database to a plan node; null after a report. */
final class JdbcSinkResolver {
  private static final int BATCH_ROWS = 500;
  private static final Duration BATCH_INTERVAL = Duration.ofSeconds(1);
  private static final int RETRIES = 3;

  private final Resolution resolution;
  private final Connections connections;

  JdbcSinkResolver(Resolution resolution, Connections connections) {
    this.resolution = resolution;
    this.connections = connections;
  }

  @Nullable JdbcSink resolve(JdbcSinkDecl decl, Inputs.@Nullable Merged merged) {
    String path = decl.head().path();
    ConnectionDecl connection = connections.find(decl.connection(), path);
    boolean fits = connection instanceof ConnectionDecl.Jdbc;
    if (connection != null && !fits) {
      connections.wrongType(decl.connection(), path, connection, "jdbc");
    }
    if (merged == null) {
      return null;
    }
    RecordType row = merged.shape().row();
    Map<String, String> columns = columns(decl, row);
    List<String> key = key(decl, merged);
    if (!fits || columns == null || key == null || !fits(decl, row)) {
      return null;
    }
    return new JdbcSink(
        resolution.info(decl.head()),
        merged.refs(),
        connections.database(decl.connection().value()),
        resolution.texts.plain(decl.table()),
        key,
        columns,
        number(decl.batchRows(), BATCH_ROWS),
        decl.batchInterval() == null ? BATCH_INTERVAL : decl.batchInterval().value(),
        number(decl.retries(), RETRIES),
        row);
  }

  private static int number(@Nullable Located<Long> value, int otherwise) {
    return value == null ? otherwise : (int) Math.min(Integer.MAX_VALUE, value.value());
  }

  private @Nullable Map<String, String> columns(JdbcSinkDecl decl, RecordType row) {
    Map<String, String> columns = new LinkedHashMap<>();
    row.fields().forEach(field -> columns.put(field.name(), field.name()));
    boolean sound = true;
    for (JdbcSinkDecl.JdbcColumn column : decl.columns()) {
      sound &= known(column.field(), row, decl.head().path() + ".columns");
      columns.put(column.field().value(), column.column().value());
    }
    return sound ? columns : null;
  }

  private boolean known(Located<String> name, RecordType row, String path) {
    if (row.field(name.value()) != null) {
      return true;
    }
    resolution.unknown(ReferenceCode.REF009, name, path, "field", Resolution.names(row));
    return false;
  }

  private boolean fits(JdbcSinkDecl decl, RecordType row) {
    boolean sound = true;
    for (Field field : row.fields()) {
      if (!field.type().isScalar() || field.type() == ScalarType.DURATION) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN071,
                    decl.head().id().span(),
                    decl.head().path(),
                    "a column of a database cannot be `" + field.display() + "`")
                .withHelp("`select` what the table holds, with scalars in place of it"));
        sound = false;
      }
    }
    return sound;
  }

  private @Nullable List<String> key(JdbcSinkDecl decl, Inputs.Merged merged) {
    StreamShape shape = merged.shape();
    String path = decl.head().path() + ".key";
    List<String> key = new ArrayList<>();
    for (Located<String> name : decl.key()) {
      if (!known(name, shape.row(), path)) {
        return null;
      }
      key.add(name.value());
    }
    if (shape.mode() instanceof ChangeMode.Retract) {
      Updates.refuse(
          resolution,
          decl.head(),
          merged.refs().get(0),
          shape,
          "a table takes rows back by a key, which these rows do not have",
          "keep the fields of the key that the rows are updated by");
      return null;
    }
    if (!(shape.mode() instanceof ChangeMode.Upsert upsert)) {
      return nullableKey(decl, shape.row(), key) ? null : key;
    }
    if (key.isEmpty() && !upsert.key().isEmpty()) {
      return upsert.key();
    }
    if (upsert.key().isEmpty() || !new HashSet<>(key).equals(new HashSet<>(upsert.key()))) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN072,
                  decl.key().isEmpty() ? decl.head().id().span() : decl.key().get(0).span(),
                  path,
                  "the rows update one another by "
                      + (upsert.key().isEmpty() ? "no key" : String.join(", ", upsert.key()))
                      + (key.isEmpty() ? "" : ", not by " + String.join(", ", key)))
              .withHelp(
                  upsert.key().isEmpty()
                      ? "aggregate by a key, for example `key: { all: \"'all'\" }`"
                      : "`key: [" + String.join(", ", upsert.key()) + "]`, or leave it out"));
      return null;
    }
    return key;
  }

  private boolean nullableKey(JdbcSinkDecl decl, RecordType row, List<String> key) {
    for (int i = 0; i < key.size(); i++) {
      Field field = row.field(key.get(i));
      if (field != null && field.nullable()) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN072,
                    decl.key().get(i).span(),
                    decl.head().path() + ".key",
                    "`"
                        + field.display()
                        + "` may be absent, and NULL is no key: such rows would pile up")
                .withHelp("give it a value in a `select`: `.orValue(…)`"));
        return true;
      }
    }
    return false;
  }
}
