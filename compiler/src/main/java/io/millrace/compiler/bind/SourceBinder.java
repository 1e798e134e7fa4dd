package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.model.TimeDecl;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Binds sources. */
final class SourceBinder {
  private final NodeBinder nodes;

  SourceBinder(NodeBinder nodes) {
    this.nodes = nodes;
  }

  SourceDecl bind(Section.Entry entry) {
    NodeHead head = nodes.head(entry);
    Section source = entry.section();
    String type = source.requiredText("type").value();
    return switch (type) {
      case "kafka" -> kafka(head, source);
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
    return new SourceDecl.Kafka(
        head,
        source.requiredText("connection"),
        topics,
        pattern,
        source.deployText("group-id"),
        nodes.format(source),
        TypeBinder.ref(source, columns.isEmpty() ? head.id() : valueName(head)),
        columns,
        offsets.bind("start"),
        offsets.bind("stop"),
        time(source),
        head.onError(),
        source.deployTexts("properties"));
  }

  /** What a value holds is another record than the source's rows, which have columns more. */
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

  private static @Nullable TimeDecl time(Section source) {
    Section time = source.section("time");
    return time == null
        ? null
        : new TimeDecl(
            time.text("field"),
            time.expression("expression"),
            time.duration("max-out-of-orderness"),
            time.duration("idle-after"),
            time.span(),
            time.path());
  }
}
