package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.model.ConnectionDecl;
import io.millrace.compiler.model.LookupDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.SchemaRef;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.LookupTarget;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code lookup} to a plan node; null after a report. */
final class LookupResolver {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final int DEFAULT_CAPACITY = 100;
  private static final int DEFAULT_CONNECTIONS = 4;

  /** What a question may hold: values that are compared, so that equal questions are asked once. */
  private static final Set<ScalarType> ASKED =
      Set.of(
          ScalarType.BOOL,
          ScalarType.INT,
          ScalarType.DOUBLE,
          ScalarType.STRING,
          ScalarType.TIMESTAMP);

  private final Resolution resolution;
  private final TypeResolver types;
  private final Connections connections;
  private final Columns columns;

  LookupResolver(Resolution resolution, TypeResolver types, Connections connections) {
    this.resolution = resolution;
    this.types = types;
    this.connections = connections;
    this.columns = new Columns(resolution);
  }

  @Nullable Lookup resolve(LookupDecl decl, Inputs.Merged merged) {
    String id = decl.head().id().value();
    String path = decl.head().path();
    if (!merged.shape().mode().isAppend()) {
      Updates.refuse(
          resolution,
          decl.head(),
          merged.refs().get(0),
          merged.shape(),
          "an update and the row that it replaces may get different answers",
          "look up before the rows are aggregated");
      return null;
    }
    RecordType input = merged.shape().row();
    String rowName = resolution.classNames.allocate(id);
    RecordType answer = types.schema(decl.returns(), path, "returns");
    RecordType row = answer == null ? null : row(decl, rowName, input, answer);
    if (row != null) {
      resolution.shapes.put(id, merged.shape().withRow(row));
    }
    RecordType errors = errors(decl, input);
    if (errors != null) {
      resolution.shapes.put(id + "." + Lookup.ERRORS, merged.shape().withRow(errors));
    }
    List<Column> with = with(decl, merged.shape());
    LookupTarget target = target(decl, with, answer);
    if (row == null || answer == null || errors == null || with == null || target == null) {
      return null;
    }
    return new Lookup(
        resolution.info(decl.head()),
        merged.refs(),
        target,
        with,
        new RecordType(
            resolution.classNames.allocate(id + "-question"),
            with.stream().map(Columns::field).toList()),
        answer,
        answer,
        decl.left(),
        decl.timeout() == null ? DEFAULT_TIMEOUT : decl.timeout().value(),
        number(decl.retries(), 0),
        number(decl.capacity(), DEFAULT_CAPACITY),
        decl.ordered(),
        decl.cache() == null
            ? null
            : new Lookup.Cache(decl.cache().maxRows().value(), decl.cache().ttl().value()),
        errors,
        input,
        row);
  }

  private static int number(@Nullable Located<Long> value, int otherwise) {
    return value == null ? otherwise : (int) Math.min(Integer.MAX_VALUE, value.value());
  }

  private @Nullable RecordType row(
      LookupDecl decl, String name, RecordType input, RecordType answer) {
    List<Field> fields = plain(input);
    boolean sound = true;
    for (Field field : answer.fields()) {
      if (input.field(field.name()) != null) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN014,
                    span(decl.returns()),
                    decl.head().path() + ".returns",
                    "the row has a field `" + field.name() + "` already")
                .withHelp(
                    "call it otherwise and keep its name in the answer: `my_"
                        + field.name()
                        + ": { type: "
                        + field.type().display()
                        + (field.nullable() ? "?" : "")
                        + ", name: "
                        + field.wireName()
                        + " }`"));
        sound = false;
      }
      fields.add(Field.of(field.name(), field.type(), field.nullable() || decl.left()));
    }
    return sound ? new RecordType(name, fields) : null;
  }

  private static Span span(SchemaRef returns) {
    return returns instanceof SchemaRef.Named named
        ? named.name().span()
        : ((SchemaRef.Inline) returns).type().fields().get(0).name().span();
  }

  private static List<Field> plain(RecordType row) {
    List<Field> fields = new ArrayList<>();
    for (Field field : row.fields()) {
      fields.add(Field.of(field.name(), field.type(), field.nullable()));
    }
    return fields;
  }

  private @Nullable RecordType errors(LookupDecl decl, RecordType input) {
    List<Field> fields = plain(input);
    if (input.field(Lookup.MESSAGE) != null) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN014,
                  decl.head().id().span(),
                  decl.head().path(),
                  "the row has a field `"
                      + Lookup.MESSAGE
                      + "` already, which the output `errors` adds")
              .withHelp("rename it with a `select` before the lookup"));
      return null;
    }
    fields.add(Field.of(Lookup.MESSAGE, ScalarType.STRING, false));
    return new RecordType(
        resolution.classNames.allocate(decl.head().id().value() + "-error"), fields);
  }

  private @Nullable List<Column> with(LookupDecl decl, StreamShape input) {
    List<Column> resolved = new ArrayList<>();
    for (NamedExpression named : decl.with()) {
      Column column = columns.column(named, resolution.scope(input).build());
      if (column == null) {
        continue;
      }
      if (!isAsked(column.expression().type())) {
        resolution.out.add(
            Diagnostic.of(
                TypeCode.TYP046,
                named.expression().text().whole(),
                named.expression().path(),
                "a lookup asks for a bool, int, double, decimal, string or timestamp, this is "
                    + column.expression().type().display()));
        continue;
      }
      resolved.add(column);
    }
    return resolved.size() == decl.with().size() ? resolved : null;
  }

  private static boolean isAsked(Type type) {
    return type instanceof DecimalType
        || (type instanceof ScalarType scalar && ASKED.contains(scalar));
  }

  private @Nullable LookupTarget target(
      LookupDecl decl, @Nullable List<Column> with, @Nullable RecordType answer) {
    ConnectionDecl connection = connections.find(decl.connection(), decl.head().path());
    if (connection == null) {
      return null;
    }
    List<String> names = decl.with().stream().map(w -> w.name().value()).toList();
    if (connection instanceof ConnectionDecl.Jdbc && has(decl, decl.query(), "query", connection)) {
      Placeholders placeholders = new Placeholders(resolution, decl.query(), names);
      Placeholders.Sql sql = placeholders.sql();
      boolean allUsed = unused(decl, placeholders);
      boolean sound = fitsJdbc(decl, answer) && allUsed;
      return sound
          ? new LookupTarget.Jdbc(
              connections.database(decl.connection().value()),
              sql.text(),
              sql.binds(),
              number(decl.connections(), DEFAULT_CONNECTIONS))
          : null;
    }
    if (connection instanceof ConnectionDecl.Http
        && has(decl, decl.urlPath(), "path", connection)) {
      Placeholders placeholders = new Placeholders(resolution, decl.urlPath(), names);
      List<LookupTarget.Piece> pieces = placeholders.path();
      boolean sound = decl.post() ? placeholders.isSound() : unused(decl, placeholders);
      sound &= nullables(decl, with, placeholders);
      return sound
          ? new LookupTarget.Http(
              connections.service(decl.connection().value()), pieces, decl.post())
          : null;
    }
    if (connection instanceof ConnectionDecl.Kafka) {
      connections.wrongType(decl.connection(), decl.head().path(), connection, "jdbc or http");
    }
    return null;
  }

  private boolean has(
      LookupDecl decl, LookupDecl.@Nullable Text text, String key, ConnectionDecl connection) {
    if (text != null) {
      return true;
    }
    resolution.out.add(
        Diagnostic.of(
                ReferenceCode.REF028,
                decl.connection().span(),
                decl.head().path() + ".connection",
                "a lookup of a connection of type " + connection.type() + " needs a `" + key + "`")
            .withRelated(connection.id().span(), "the connection"));
    return false;
  }

  private boolean unused(LookupDecl decl, Placeholders placeholders) {
    if (!placeholders.isSound()) {
      return false; // a misspelt name is the other's fault
    }
    boolean sound = true;
    for (NamedExpression named : decl.with()) {
      if (!placeholders.used().contains(named.name().value())) {
        resolution.out.add(
            Diagnostic.of(
                ReferenceCode.REF030,
                named.name().span(),
                decl.head().path() + ".with",
                "`" + named.name().value() + "` is not asked for"));
        sound = false;
      }
    }
    return sound;
  }

  /** An absent value has no place in a URL. */
  private boolean nullables(
      LookupDecl decl, @Nullable List<Column> with, Placeholders placeholders) {
    boolean sound = true;
    if (with == null) {
      return false;
    }
    for (int i = 0; i < with.size(); i++) {
      if (with.get(i).expression().nullable() && placeholders.used().contains(with.get(i).name())) {
        resolution.out.add(
            Diagnostic.of(
                    TypeCode.TYP046,
                    decl.with().get(i).expression().text().whole(),
                    decl.with().get(i).expression().path(),
                    "a value in a URL is always there, this may be absent")
                .withHelp("give a default with `.orValue(…)`"));
        sound = false;
      }
    }
    return sound;
  }

  private boolean fitsJdbc(LookupDecl decl, @Nullable RecordType answer) {
    boolean sound = answer != null;
    if (answer != null) {
      for (Field field : answer.fields()) {
        if (!field.type().isScalar() || field.type() == ScalarType.DURATION) {
          resolution.out.add(
              Diagnostic.of(
                  PlanCode.PLN071,
                  span(decl.returns()),
                  decl.head().path() + ".returns",
                  "a column of a database cannot be `" + field.display() + "`"));
          sound = false;
        }
      }
    }
    return sound;
  }
}
