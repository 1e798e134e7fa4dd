package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DiagnosticCode;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.SqlCode;
import io.millrace.compiler.model.FieldDecl;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.model.SchemaRef;
import io.millrace.compiler.model.SqlDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.SqlTypes;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code sql} to a plan node; null after a report. The query itself is Flink's to read. */
final class SqlResolver {
  private static final Set<ScalarType> KEYS =
      Set.of(ScalarType.BOOL, ScalarType.INT, ScalarType.STRING, ScalarType.TIMESTAMP);

  private final Resolution resolution;
  private final Inputs inputs;
  private final TypeResolver types;

  SqlResolver(Resolution resolution, Inputs inputs, TypeResolver types) {
    this.resolution = resolution;
    this.inputs = inputs;
    this.types = types;
  }

  @Nullable Sql resolve(SqlDecl decl) {
    String id = decl.head().id().value();
    List<Sql.Table> tables = new ArrayList<>();
    boolean eventTime = false;
    for (SqlDecl.Table table : decl.tables()) {
      Inputs.Merged merged =
          inputs.merge(decl.head(), "inputs." + table.name().value(), table.inputs());
      if (merged != null) {
        tables.add(new Sql.Table(table.name().value(), merged.refs(), merged.shape().row()));
        eventTime |= merged.shape().watermarked();
      }
    }
    RecordType declared = types.schema(decl.schema(), decl.head().path(), "schema");
    if (declared == null) {
      return null;
    }
    RecordType row = row(decl, declared);
    boolean sound = types(decl, row);
    sound &= key(decl, row);
    sound &= streaming(decl);
    ChangeMode mode =
        decl.key().isEmpty()
            ? ChangeMode.append()
            : new ChangeMode.Upsert(decl.key().stream().map(Located::value).toList());
    resolution.shapes.put(id, new StreamShape(row, decl.time() != null, mode));
    if (tables.size() < decl.tables().size()) {
      return null;
    }
    sound &= time(decl, row, eventTime);
    Sql node =
        new Sql(
            resolution.info(decl.head()),
            tables,
            decl.query(),
            decl.key().stream().map(Located::value).toList(),
            decl.time() == null ? null : decl.time().value(),
            resolution.stateTtl(decl.stateTtl()),
            row,
            places(decl));
    sound &= readable(decl, node);
    return sound ? node : null;
  }

  /** The fields alone: how other formats name and write them does not matter here. */
  private RecordType row(SqlDecl decl, RecordType declared) {
    List<Field> fields =
        declared.fields().stream().map(f -> Field.of(f.name(), f.type(), f.nullable())).toList();
    return decl.schema() instanceof SchemaRef.Inline
        ? new RecordType(declared.name(), fields)
        : new RecordType(resolution.classNames.allocate(decl.head().id().value()), fields);
  }

  private static Map<String, Span> places(SqlDecl decl) {
    Map<String, Span> places = new LinkedHashMap<>();
    if (decl.schema() instanceof SchemaRef.Inline inline) {
      for (FieldDecl field : inline.type().fields()) {
        places.put(field.name().value(), field.name().span());
      }
    }
    return places;
  }

  private Span place(SqlDecl decl, String field) {
    Span place = places(decl).get(field);
    return place != null
        ? place
        : decl.schema() instanceof SchemaRef.Named named
            ? named.name().span()
            : decl.head().id().span();
  }

  private boolean types(SqlDecl decl, RecordType row) {
    boolean sound = true;
    for (Field field : row.fields()) {
      if (!SqlTypes.has(field.type())) {
        report(
            SqlCode.PLN164,
            place(decl, field.name()),
            decl.head().path() + ".schema",
            "SQL has no type for `" + field.display() + "`",
            "an int of microseconds");
        sound = false;
      }
    }
    return sound;
  }

  private boolean readable(SqlDecl decl, Sql node) {
    boolean sound = true;
    for (int i = 0; i < node.tables().size(); i++) {
      Sql.Table table = node.tables().get(i);
      Span span = table.inputs().get(0).span();
      String path = decl.head().path() + ".inputs." + table.name();
      for (Field field : node.read(table)) {
        if (!SqlTypes.has(field.type())) {
          report(
              SqlCode.PLN164,
              span,
              path,
              "SQL has no type for the field `" + field.display() + "`",
              "leave it out, or make a number of it, with a `select` in front");
          sound = false;
        }
      }
      StreamShape shape = resolution.shapes.get(table.inputs().get(0).display());
      if (shape != null && shape.watermarked() && table.row().field(Sql.EVENT_TIME) != null) {
        report(
            PlanCode.PLN014,
            span,
            path,
            "the row has a field `"
                + Sql.EVENT_TIME
                + "` already, which is the name of the event time in SQL",
            "rename it with a `select` in front");
        sound = false;
      }
    }
    return sound;
  }

  private boolean key(SqlDecl decl, RecordType row) {
    boolean sound = true;
    for (Located<String> name : decl.key()) {
      Field field = row.field(name.value());
      if (field == null) {
        resolution.unknown(
            ReferenceCode.REF009,
            name,
            decl.head().path() + ".key",
            "field",
            Resolution.names(row));
        sound = false;
      } else if (field.nullable() || !comparable(field.type())) {
        report(
            SqlCode.PLN165,
            name.span(),
            decl.head().path() + ".key",
            field.nullable()
                ? "`" + field.name() + "` may be absent, and cannot be a key"
                : "a key is no " + field.type().display(),
            null);
        sound = false;
      }
    }
    return sound;
  }

  private static boolean comparable(Type type) {
    return type instanceof DecimalType
        || (type instanceof ScalarType scalar && KEYS.contains(scalar));
  }

  private boolean streaming(SqlDecl decl) {
    Located<JobDecl.Mode> mode = resolution.pipeline.job().mode();
    if (mode == null || mode.value() == JobDecl.Mode.STREAMING) {
      return true;
    }
    resolution.out.add(
        Diagnostic.of(
                SqlCode.PLN166,
                decl.head().id().span(),
                decl.head().path(),
                "an `sql` node needs a job of mode `streaming`")
            .withRelated(mode.span(), "the mode is here"));
    return false;
  }

  private boolean time(SqlDecl decl, RecordType row, boolean eventTime) {
    Located<String> time = decl.time();
    if (time == null) {
      return true;
    }
    String path = decl.head().path() + ".time";
    Field field = row.field(time.value());
    if (field == null) {
      resolution.unknown(ReferenceCode.REF009, time, path, "field", Resolution.names(row));
      return false;
    }
    if (field.type() != ScalarType.TIMESTAMP || field.nullable()) {
      report(
          PlanCode.PLN013,
          time.span(),
          path,
          "event time needs a timestamp that is always there, `"
              + field.name()
              + "` is "
              + field.type().display()
              + (field.nullable() ? "?" : ""),
          null);
      return false;
    }
    if (!eventTime) {
      report(
          SqlCode.PLN163,
          time.span(),
          path,
          "no input of the query has event time",
          "declare `time` on the sources that reach it");
      return false;
    }
    return true;
  }

  private void report(
      DiagnosticCode code, Span span, String path, String message, @Nullable String help) {
    resolution.out.add(Diagnostic.of(code, span, path, message).withHelp(help));
  }
}
