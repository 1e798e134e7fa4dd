package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.ChangelogDecl;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.KafkaRecordDecl.KeyFormat;
import io.millrace.compiler.model.SourceDecl.Tombstone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds what a Kafka source says of keys and of records without a value. */
final class ChangelogBinder {
  private static final List<String> OF_UPSERTS = List.of("key", "key-format", "state");

  private final Section source;
  private final @Nullable Located<String> changelog;

  /** Whether the format says itself what each record does. */
  private final boolean events;

  ChangelogBinder(Section source, FormatDecl format) {
    this.source = source;
    this.events = format.kind().value().isChangelog();
    this.changelog = source.text("changelog");
  }

  private boolean isUpsert() {
    return changelog != null && changelog.value().equals("upsert");
  }

  /** Null where every record is a new row. */
  @Nullable ChangelogDecl changelog() {
    if (changelog == null || !isUpsert()) {
      needUpsert(
          OF_UPSERTS.stream()
              .filter(key -> source.has(key) && !(events && key.equals("key")))
              .toList());
      return null;
    }
    if (events) {
      source.report(
          SchemaCode.SCH011,
          changelog.span(),
          "changelog",
          "the events of `debezium-json` say themselves what they do to rows");
      return null;
    }
    List<Located<String>> key = source.names("key");
    if (key.isEmpty()) {
      source
          .context()
          .add(
              Diagnostic.of(
                      SchemaCode.SCH055,
                      changelog.span(),
                      source.pathOf("changelog"),
                      "`changelog: upsert` needs the fields by which rows replace one another")
                  .withHelp("`key: <field>`, or a list of fields"));
      return null;
    }
    Located<KeyFormat> format = source.choice("key-format", KeyFormat.class);
    if (format != null && format.value() == KeyFormat.TEXT && key.size() > 1) {
      source.report(
          SchemaCode.SCH011,
          format.span(),
          "key-format",
          "a key of " + key.size() + " fields cannot be plain text: it is a JSON object");
    }
    return new ChangelogDecl(key, format, TtlBinder.ttl(source), changelog.span());
  }

  private void needUpsert(List<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    String names = "`" + String.join("`, `", keys) + "`";
    source
        .context()
        .add(
            Diagnostic.of(
                    SchemaCode.SCH055,
                    source.keySpan(keys.get(0)),
                    source.pathOf(keys.get(0)),
                    names
                        + (keys.size() == 1 ? " is" : " are")
                        + " for topics whose records replace one another")
                .withHelp("add `changelog: upsert`, or remove " + names));
  }

  /** Null where nothing is said. */
  @Nullable Located<Tombstone> tombstone() {
    Located<Tombstone> tombstone = source.choice("on-tombstone", Tombstone.class);
    if (tombstone != null && isUpsert()) {
      source.report(
          SchemaCode.SCH011,
          tombstone.span(),
          "on-tombstone",
          "with `changelog: upsert` a record without a value deletes its row");
    }
    return tombstone;
  }
}
