package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.model.TimeDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.EventTime;
import io.millrace.compiler.plan.KafkaCluster;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.KafkaUpsert;
import io.millrace.compiler.plan.MetadataColumns;
import io.millrace.compiler.plan.OffsetSpec;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Source declarations to plan nodes; null after a report. */
final class SourceResolver {
  private static final Duration DEFAULT_OUT_OF_ORDERNESS = Duration.ZERO;

  private final Resolution resolution;
  private final TypeResolver types;
  private final Connections connections;

  SourceResolver(Resolution resolution, TypeResolver types, Connections connections) {
    this.resolution = resolution;
    this.types = types;
    this.connections = connections;
  }

  PlanNode.@Nullable Source resolve(SourceDecl decl) {
    PlanNode.Source node;
    if (decl instanceof SourceDecl.Kafka kafka) {
      node = kafka(kafka);
    } else if (decl instanceof SourceDecl.File file) {
      node = file(file);
    } else if (decl instanceof SourceDecl.Elements elements) {
      node = elements(elements);
    } else {
      node = datagen((SourceDecl.Datagen) decl);
    }
    if (node != null) {
      resolution.shapes.put(
          node.id(), new StreamShape(node.row(), node.time() != null, mode(node)));
    }
    return node;
  }

  private static ChangeMode mode(PlanNode.Source node) {
    if (node instanceof KafkaSource kafka && kafka.format().changes() != null) {
      return kafka.format().changes().isEmpty()
          ? ChangeMode.retract()
          : new ChangeMode.Upsert(kafka.format().changes());
    }
    return node instanceof KafkaSource kafka && kafka.upsert() != null
        ? new ChangeMode.Upsert(Resolution.names(kafka.upsert().key()))
        : ChangeMode.append();
  }

  private PlanNode.@Nullable Source kafka(SourceDecl.Kafka decl) {
    String path = decl.head().path();
    KafkaCluster cluster = connections.cluster(decl.connection(), path);
    RecordType wire = types.schema(decl.schema(), path);
    PlanNode.History history = history(decl, wire);
    KafkaRows rows = wire == null ? KafkaRows.WRONG : rows(decl, wire);
    RecordType row = rows.row();
    TimeResult time = row == null ? TimeResult.NONE : time(decl.time(), row);
    List<DeployValue> topics = decl.topics().stream().map(resolution.texts::plain).toList();
    OffsetSpec start = decl.start() == null ? new OffsetSpec.Earliest() : offsets(decl.start());
    OffsetSpec stop = decl.stop() == null ? null : offsets(decl.stop());
    DeployValue group = resolution.texts.plainOrNull(decl.groupId());
    DeployValue pattern = resolution.texts.plainOrNull(decl.topicPattern());
    Map<String, DeployValue> properties = resolution.texts.properties(decl.properties());
    if (cluster == null || wire == null || row == null || start == null || !time.sound()) {
      return null;
    }
    return new KafkaSource(
        resolution.info(decl.head()),
        cluster,
        topics,
        pattern,
        group != null
            ? group
            : new DeployValue(
                resolution.pipeline.name().value() + "--" + decl.head().id().value(), List.of()),
        Formats.source(resolution, decl.format(), wire),
        wire,
        row,
        rows.metadata(),
        history,
        value(decl.ratePerSecond()),
        rows.upsert(),
        decl.tombstone() == null ? SourceDecl.Tombstone.BAD_RECORD : decl.tombstone().value(),
        start,
        stop,
        time.time(),
        Resolution.policy(decl.onError()),
        properties);
  }

  private static @Nullable Double value(@Nullable Located<Double> number) {
    return number == null ? null : number.value();
  }

  private PlanNode.@Nullable History history(SourceDecl.Kafka decl, @Nullable RecordType wire) {
    SourceDecl.History history = decl.history();
    if (history == null) {
      return null;
    }
    if (wire != null) {
      checkFormat(history.format(), wire);
    }
    return new PlanNode.History(
        resolution.texts.plain(history.filePath()),
        wire == null
            ? Formats.spec(history.format())
            : Formats.source(resolution, history.format(), wire).ofFiles());
  }

  /**
   * What a Kafka source makes of its records.
   *
   * @param row null after a report
   */
  private record KafkaRows(
      @Nullable RecordType row, @Nullable MetadataColumns metadata, @Nullable KafkaUpsert upsert) {
    static final KafkaRows WRONG = new KafkaRows(null, null, null);
  }

  private KafkaRows rows(SourceDecl.Kafka decl, RecordType wire) {
    ChangelogResolver changes = new ChangelogResolver(resolution, decl);
    if (decl.format().kind().value().isChangelog()) {
      RecordType events = changes.events(wire);
      return events == null ? KafkaRows.WRONG : new KafkaRows(events, null, null);
    }
    boolean sound = changes.tombstones(wire);
    KafkaUpsert upsert = null;
    RecordType decoded = wire;
    if (decl.changelog() != null) {
      upsert = changes.upsert(decl.changelog(), wire);
      if (upsert == null) {
        return KafkaRows.WRONG;
      }
      decoded = changes.value(wire, upsert);
    }
    boolean raw = decl.format().kind().value() == FormatDecl.Kind.RAW;
    checkFormat(decl.format(), raw ? decoded : wire);
    if (upsert == null && decl.columns().isEmpty()) {
      return sound ? new KafkaRows(wire, null, null) : KafkaRows.WRONG;
    }
    MetadataColumns metadata =
        new MetadataResolver(resolution)
            .resolve(decl.columns(), decoded, wire, decl.head().path() + ".columns");
    if (metadata == null || !sound) {
      return KafkaRows.WRONG;
    }
    RecordType row =
        upsert != null
            ? changes.row(wire, metadata.columns())
            : MetadataResolver.row(
                resolution.classNames.allocate(decl.head().id().value()), metadata);
    return new KafkaRows(row, metadata, upsert);
  }

  private PlanNode.@Nullable Source file(SourceDecl.File decl) {
    RecordType row = types.schema(decl.schema(), decl.head().path());
    DeployValue filePath = resolution.texts.plain(decl.filePath());
    if (row == null) {
      return null;
    }
    checkFormat(decl.format(), row);
    TimeResult time = time(decl.time(), row);
    return !time.sound()
        ? null
        : new PlanNode.FileSource(
            resolution.info(decl.head()),
            filePath,
            Formats.source(resolution, decl.format(), row).ofFiles(),
            row,
            row,
            value(decl.ratePerSecond()),
            time.time(),
            Resolution.policy(decl.onError()));
  }

  private PlanNode.@Nullable Source elements(SourceDecl.Elements decl) {
    RecordType row = types.schema(decl.schema(), decl.head().path());
    if (row == null) {
      return null;
    }
    TimeResult time = time(decl.time(), row);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean sound = time.sound();
    for (SourceDecl.ElementRow element : decl.rows()) {
      List<@Nullable Object> values =
          new ElementRows(resolution.out).record(element.value(), row, element.path());
      if (values == null) {
        sound = false;
      } else {
        rows.add(values);
      }
    }
    return sound
        ? new PlanNode.ElementsSource(resolution.info(decl.head()), row, rows, time.time())
        : null;
  }

  private PlanNode.@Nullable Source datagen(SourceDecl.Datagen decl) {
    Scope.Builder scope = Scope.builder().value("index", ScalarType.INT, false);
    if (!resolution.parameterRecord.fields().isEmpty()) {
      scope = scope.record(Resolution.PARAM, resolution.parameterRecord);
    }
    Columns columns = new Columns(resolution);
    List<Column> resolved = new ArrayList<>();
    for (NamedExpression field : decl.fields()) {
      Column column = columns.column(field, scope.build());
      if (column != null) {
        resolved.add(column);
      }
    }
    if (resolved.size() < decl.fields().size()) {
      return null;
    }
    RecordType row =
        new RecordType(
            resolution.classNames.allocate(decl.head().id().value()),
            resolved.stream().map(Columns::field).toList());
    TimeResult time = time(decl.time(), row);
    return time.sound()
        ? new PlanNode.DatagenSource(
            resolution.info(decl.head()),
            row,
            resolved,
            decl.count() == null ? null : decl.count().value(),
            value(decl.ratePerSecond()),
            time.time())
        : null;
  }

  private void checkFormat(FormatDecl format, RecordType row) {
    Formats.check(resolution, format, row.fields(), format.span(), format.path());
  }

  /** An event time (or none) that is right, or a reported mistake. */
  private record TimeResult(@Nullable EventTime time, boolean sound) {
    static final TimeResult NONE = new TimeResult(null, true);
    static final TimeResult WRONG = new TimeResult(null, false);
  }

  private TimeResult time(@Nullable TimeDecl decl, RecordType row) {
    if (decl == null) {
      return TimeResult.NONE;
    }
    TimeResult result = timeOf(decl, row);
    TimeDecl.Align align = decl.align();
    if (align == null || result.time() == null) {
      return result;
    }
    return new TimeResult(
        result.time().with(new EventTime.Align(align.group().value(), align.maxDrift().value())),
        true);
  }

  private TimeResult timeOf(TimeDecl decl, RecordType row) {
    Duration disorder =
        decl.maxOutOfOrderness() == null
            ? DEFAULT_OUT_OF_ORDERNESS
            : decl.maxOutOfOrderness().value();
    Duration idle = decl.idleAfter() == null ? null : decl.idleAfter().value();
    if (decl.expression() != null) {
      return time(decl.expression(), row, disorder, idle);
    }
    Located<String> name = decl.field();
    if (name == null) {
      return new TimeResult(new EventTime(null, null, disorder, idle), true);
    }
    Field field = row.field(name.value());
    if (field == null) {
      resolution.unknown(
          ReferenceCode.REF009, name, decl.path() + ".field", "field", Resolution.names(row));
      return TimeResult.WRONG;
    }
    if (field.type() != ScalarType.TIMESTAMP || field.nullable()) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN013,
                  name.span(),
                  decl.path() + ".field",
                  "event time needs a timestamp that is always there, `"
                      + field.name()
                      + "` is "
                      + field.type().display()
                      + (field.nullable() ? "?" : ""))
              .withHelp(
                  field.type() == ScalarType.INT
                      ? "declare the field as `{ type: timestamp, form: millis }`"
                      : null));
      return TimeResult.WRONG;
    }
    return new TimeResult(new EventTime(field.name(), null, disorder, idle), true);
  }

  private TimeResult time(
      ExpressionDecl decl, RecordType row, Duration disorder, @Nullable Duration idle) {
    TypedExpression expression =
        resolution.expressions.compile(decl, Scope.builder().row(row).build(), resolution.out);
    if (expression == null) {
      return TimeResult.WRONG;
    }
    if (expression.type() != ScalarType.TIMESTAMP) {
      String found = expression.type().display();
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN013,
                  decl.text().whole(),
                  decl.path(),
                  "event time is a timestamp, this is " + found)
              .withLabel(found));
      return TimeResult.WRONG;
    }
    return new TimeResult(new EventTime(null, expression, disorder, idle), true);
  }

  private @Nullable OffsetSpec offsets(SourceDecl.Offsets decl) {
    if (decl instanceof SourceDecl.Offsets.Earliest) {
      return new OffsetSpec.Earliest();
    }
    if (decl instanceof SourceDecl.Offsets.Latest) {
      return new OffsetSpec.Latest();
    }
    if (decl instanceof SourceDecl.Offsets.Committed) {
      return new OffsetSpec.Committed();
    }
    if (decl instanceof SourceDecl.Offsets.Timestamp timestamp) {
      return timestamp(timestamp);
    }
    SourceDecl.Offsets.Partitions partitions = (SourceDecl.Offsets.Partitions) decl;
    TreeMap<Integer, Long> offsets = new TreeMap<>();
    partitions.offsets().forEach((p, o) -> offsets.put(p.value().intValue(), o.value()));
    return new OffsetSpec.Partitions(offsets);
  }

  private @Nullable OffsetSpec timestamp(SourceDecl.Offsets.Timestamp decl) {
    return new OffsetSpec.Timestamp(resolution.texts.plain(decl.at()));
  }
}
