package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.FormatCode;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.ChangelogDecl;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.KafkaRecordDecl.KeyFormat;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.model.SourceDecl.Tombstone;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KafkaUpsert;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Kafka source makes of keys that replace one another, and of records without a value. */
final class ChangelogResolver {
  private final Resolution resolution;
  private final SourceDecl.Kafka decl;
  private final String id;

  ChangelogResolver(Resolution resolution, SourceDecl.Kafka decl) {
    this.resolution = resolution;
    this.decl = decl;
    this.id = decl.head().id().value();
  }

  /** The key of a topic of upserts, or null after a report. */
  @Nullable KafkaUpsert upsert(ChangelogDecl changelog, RecordType declared) {
    String path = decl.head().path() + ".key";
    List<Field> key = key(changelog.key(), declared);
    if (key.size() < changelog.key().size()) {
      return null;
    }
    if (key.size() == declared.fields().size()) {
      resolution.out.add(
          Diagnostic.of(
              PlanCode.PLN141,
              changelog.key().get(0).span(),
              path,
              "the schema has no fields beside those of the key"));
      return null;
    }
    boolean json =
        changelog.keyFormat() == null
            ? key.size() > 1
            : changelog.keyFormat().value() == KeyFormat.JSON;
    return new KafkaUpsert(
        new RecordType(resolution.classNames.allocate(id + "-record-key"), key),
        json,
        resolution.stateTtl(changelog.stateTtl()));
  }

  /** The fields of a key; fewer than their names after a report. */
  private List<Field> key(List<Located<String>> names, RecordType declared) {
    String path = decl.head().path() + ".key";
    List<Field> key = new ArrayList<>();
    for (Located<String> name : names) {
      Field field = declared.field(name.value());
      if (field == null) {
        resolution.unknown(ReferenceCode.REF009, name, path, "field", Resolution.names(declared));
      } else if (!isKey(field)) {
        resolution.out.add(
            Diagnostic.of(
                PlanCode.PLN012,
                name.span(),
                path,
                "field `" + field.display() + "` cannot be a key: " + reason(field)));
      } else {
        key.add(field);
      }
    }
    return key;
  }

  /** The rows of change events, or null after a report. */
  @Nullable RecordType events(RecordType declared) {
    Span misplaced =
        !decl.columns().isEmpty()
            ? decl.columns().get(0).name().span()
            : decl.history() != null ? decl.format().kind().span() : null;
    if (misplaced != null) {
      resolution.out.add(
          Diagnostic.of(
              FormatCode.PLN152,
              misplaced,
              decl.head().path(),
              decl.columns().isEmpty()
                  ? "change events cannot follow files of history"
                  : "rows of change events have no columns of metadata"));
      return null;
    }
    List<Located<String>> names = decl.format().key();
    return key(names, declared).size() < names.size()
        ? null
        : new RecordType(resolution.classNames.allocate(id), declared.fields());
  }

  private static boolean isKey(Field field) {
    return field.type().isScalar()
        && field.type() != ScalarType.DOUBLE
        && field.type() != ScalarType.BYTES
        && !field.nullable();
  }

  private static String reason(Field field) {
    if (field.nullable()) {
      return "it may be absent";
    }
    return field.type().isScalar() ? "it is not exact text or number" : "it is no scalar";
  }

  /** What is decoded of the value: all that is not in the key. */
  RecordType value(RecordType declared, KafkaUpsert upsert) {
    return new RecordType(
        resolution.classNames.allocate(id + "-fields"),
        declared.fields().stream().filter(f -> upsert.key().field(f.name()) == null).toList());
  }

  /** The rows: the declared fields, and the columns behind them. */
  RecordType row(RecordType declared, List<Column> columns) {
    List<Field> fields = new ArrayList<>(declared.fields());
    columns.stream().map(Columns::field).forEach(fields::add);
    return new RecordType(resolution.classNames.allocate(id), fields);
  }

  /** Whether tombstones can be what they shall be; reports if not. */
  boolean tombstones(RecordType declared) {
    Located<Tombstone> tombstone = decl.tombstone();
    if (tombstone == null || tombstone.value() != Tombstone.ROW) {
      return true;
    }
    String path = decl.head().path() + ".on-tombstone";
    if (decl.format().kind().value() != FormatDecl.Kind.JSON) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN140,
                  tombstone.span(),
                  path,
                  "only `format: json` knows a row without any field")
              .withHelp("`on-tombstone: skip`"));
      return false;
    }
    List<String> required =
        declared.fields().stream()
            .filter(field -> !field.nullable() && field.defaultValue() == null)
            .map(field -> "`" + field.name() + "`")
            .toList();
    if (!required.isEmpty()) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN140,
                  tombstone.span(),
                  path,
                  "a record without a value has no " + String.join(", ", required))
              .withHelp("make the fields nullable, or skip such records"));
    }
    return required.isEmpty();
  }
}
