package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.SourceDecl.Offsets;
import io.millrace.compiler.yaml.YamlScalar;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds where a Kafka source starts and stops. */
final class OffsetsBinder {
  private final Section source;
  private final boolean oneTopic;

  OffsetsBinder(Section source, boolean oneTopic) {
    this.source = source;
    this.oneTopic = oneTopic;
  }

  /** The offsets under a key; null where they are left out. */
  @Nullable Offsets bind(String key) {
    Section mapping = source.section(key);
    if (mapping != null) {
      return mapping.has("timestamp") ? timestamp(mapping) : partitions(mapping);
    }
    Located<String> word = source.text(key);
    return word == null ? null : named(word.value(), word.span());
  }

  private static Offsets named(String word, Span span) {
    return switch (word) {
      case "earliest" -> new Offsets.Earliest(span);
      case "latest" -> new Offsets.Latest(span);
      case "committed" -> new Offsets.Committed(span);
      default -> throw new IllegalStateException("the schema lets offsets be " + word);
    };
  }

  private static Offsets timestamp(Section mapping) {
    DeployText at = mapping.requiredDeployText("timestamp");
    String text = at.text().value();
    if (!text.contains("${")) {
      try {
        OffsetDateTime.parse(text);
      } catch (DateTimeParseException e) {
        mapping.report(
            SchemaCode.SCH005,
            at.text().whole(),
            "timestamp",
            "malformed timestamp `" + text + "`: there is no such time");
      }
    }
    return new Offsets.Timestamp(at, mapping.span());
  }

  private Offsets partitions(Section mapping) {
    if (!oneTopic) {
      source
          .context()
          .add(
              Diagnostic.of(
                  SchemaCode.SCH011,
                  mapping.keySpan("offsets"),
                  mapping.pathOf("offsets"),
                  "offsets by partition need a source of one topic"));
    }
    Map<Located<Long>, Located<Long>> offsets = new LinkedHashMap<>();
    mapping.each(
        "offsets",
        entry ->
            offsets.put(
                new Located<>(Long.valueOf(entry.name().value()), entry.name().span()),
                source.context().integer((YamlScalar) entry.value(), entry.path())));
    return new Offsets.Partitions(Collections.unmodifiableMap(offsets), mapping.span());
  }
}
