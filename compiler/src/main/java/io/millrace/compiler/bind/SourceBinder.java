package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.ChangelogDecl;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.model.TimeDecl;
import io.millrace.compiler.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Binds sources. */
final class SourceBinder {
  private static final Duration DEFAULT_DRIFT = Duration.ofMinutes(1);

  private final NodeBinder nodes;

  SourceBinder(NodeBinder nodes) {
    this.nodes = nodes;
  }

  SourceDecl bind(Section.Entry entry) {
    NodeHead head = nodes.head(entry);
    Section source = entry.section();
    String type = source.requiredText("type").value();
    return switch (type) {
      case "kafka", "hybrid" -> kafka(head, source);
      case "elements" -> elements(head, source);
      case "datagen" ->
          new SourceDecl.Datagen(
              head,
              source.expressions("fields"),
              source.integer("count"),
              source.number("rate"),
              time(source));
      case "file" ->
          new SourceDecl.File(
              head,
              source.requiredDeployText("path"),
              nodes.format(source),
              TypeBinder.ref(source, head.id()),
              source.number("rate-limit"),
              time(source),
              head.onError());
      default -> throw new IllegalStateException("the schema lets a source be of type " + type);
    };
  }

  private SourceDecl kafka(NodeHead head, Section source) {
    List<DeployText> topics = topics(source);
    DeployText pattern = source.deployText("topic-pattern");
    if (pattern != null) {
      checkPattern(source, source.required("topic-pattern", source.scalar("topic-pattern")));
    }
    OffsetsBinder offsets = new OffsetsBinder(source, topics.size() == 1);
    List<NamedExpression> columns = source.expressions("columns");
    SourceDecl.History history = history(source);
    SourceDecl.Offsets start = offsets.bind("start");
    if (history != null && start instanceof SourceDecl.Offsets.Latest) {
      source.report(
          SchemaCode.SCH056,
          start.span(),
          "start",
          "`latest` is where the topic ends when the files have been read: what came in between would be missing");
    }
    TimeDecl time = time(source);
    if (history != null && time != null && time.align() != null) {
      Section timeSection = source.required("time", source.section("time"));
      timeSection.report(
          SchemaCode.SCH057,
          timeSection.keySpan("align"),
          "align",
          "a hybrid source cannot wait for others");
    }
    FormatDecl format = nodes.format(source);
    ChangelogBinder changes = new ChangelogBinder(source, format);
    ChangelogDecl changelog = changes.changelog();
    boolean ownRows =
        columns.isEmpty() && changelog == null && !format.kind().value().isChangelog();
    return new SourceDecl.Kafka(
        head,
        source.requiredText("connection"),
        topics,
        pattern,
        source.deployText("group-id"),
        format,
        TypeBinder.ref(source, ownRows ? head.id() : valueName(head)),
        columns,
        history,
        source.number("rate-limit"),
        changelog,
        changes.tombstone(),
        start,
        offsets.bind("stop"),
        time,
        head.onError(),
        source.deployTexts("properties"));
  }

  /** What a value holds is another record than the source's rows, which have more. */
  private static Located<String> valueName(NodeHead head) {
    return new Located<>(head.id().value() + "-value", head.id().span());
  }

  private static List<DeployText> topics(Section source) {
    String key = source.has("topic") ? "topic" : "topics";
    List<DeployText> topics = new ArrayList<>();
    for (YamlScalar topic : source.scalars(key)) {
      topics.add(new DeployText(topic.text(), source.itemPath(key, topics.size())));
    }
    return List.copyOf(topics);
  }

  private static void checkPattern(Section source, YamlScalar pattern) {
    String text = pattern.value();
    if (text.contains("${")) {
      return;
    }
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      int at = Math.min(Math.max(e.getIndex(), 0), text.length() - 1);
      Span span = e.getIndex() < 0 ? pattern.span() : pattern.text().span(at, at + 1);
      source.report(
          SchemaCode.SCH005,
          span,
          "topic-pattern",
          "malformed regular expression `" + text + "`: " + e.getDescription());
    }
  }

  private static SourceDecl elements(NodeHead head, Section source) {
    return new SourceDecl.Elements(
        head, TypeBinder.ref(source, head.id()), ElementBinder.rows(source), time(source));
  }

  private SourceDecl.@Nullable History history(Section source) {
    Section history = source.section("history");
    return history == null
        ? null
        : new SourceDecl.History(
            history.requiredDeployText("path"),
            nodes.format(history, FormatDecl.Kind.JSON),
            history.path());
  }

  private static TimeDecl.@Nullable Align align(Section time) {
    Section align = time.section("align");
    if (align == null) {
      return null;
    }
    Located<Duration> drift = align.duration("max-drift");
    return new TimeDecl.Align(
        align.requiredText("group"),
        drift == null ? new Located<>(DEFAULT_DRIFT, align.span()) : drift);
  }

  private static @Nullable TimeDecl time(Section source) {
    Section time = source.section("time");
    return time == null
        ? null
        : new TimeDecl(
            time.text("field"),
            time.expression("expression"),
            time.duration("max-out-of-orderness"),
            time.duration("idle-after"),
            align(time),
            time.span(),
            time.path());
  }
}
