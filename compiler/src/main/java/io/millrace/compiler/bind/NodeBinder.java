package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OnErrorDecl;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds what nodes of all kinds have. */
final class NodeBinder {
  private static final Pattern DECIMAL = Pattern.compile("[1-9][0-9]{0,4}");

  private final JobDecl job;

  NodeBinder(JobDecl job) {
    this.job = job;
  }

  NodeHead head(Section.Entry entry) {
    Section node = entry.section();
    NodeNames names = node.context().names();
    Located<String> uid = node.text("uid");
    if (uid != null || names.hasOwnUids()) {
      Located<String> own = uid == null ? entry.name() : uid;
      uid = new Located<>(names.uidPrefix() + own.value(), own.span());
    }
    return new NodeHead(
        names.id(entry.name()),
        uid,
        node.description(),
        parallelism(node, job.maxParallelism()),
        onError(entry.name(), node),
        node.span(),
        node.path());
  }

  private static OnErrorDecl onError(Located<String> id, Section node) {
    Section mapping = node.section("on-error");
    if (mapping != null) {
      Located<String> sink = mapping.requiredText("dead-letter");
      List<InputRef> meant = mapping.context().refs(sink, mapping.pathOf("dead-letter"));
      return new OnErrorDecl.DeadLetter(
          meant.isEmpty() ? sink : new Located<>(meant.get(0).node(), sink.span()));
    }
    Located<String> word = node.text("on-error");
    if (word == null) {
      return new OnErrorDecl.Fail(id.span());
    }
    return word.value().equals("skip")
        ? new OnErrorDecl.Skip(word.span())
        : new OnErrorDecl.Fail(word.span());
  }

  List<InputRef> inputs(Section node) {
    return node.names("input").stream()
        .flatMap(text -> node.context().refs(text, node.pathOf("input")).stream())
        .toList();
  }

  FormatDecl format(Section node) {
    String path = node.pathOf("format");
    Section options = node.section("format");
    if (options == null) {
      YamlScalar name = node.required("format", node.scalar("format"));
      Located<FormatDecl.Kind> kind =
          new Located<>(Section.constant(name.value(), FormatDecl.Kind.class), name.span());
      return new FormatDecl(
          kind, null, null, null, null, changeKey(node, kind), null, name.span(), path);
    }
    Located<String> delimiter = options.text("delimiter");
    if (delimiter != null
        && (delimiter.value().length() > 1 || delimiter.value().charAt(0) > 0x7f)) {
      options.report(
          SchemaCode.SCH005,
          delimiter.span(),
          "delimiter",
          "malformed delimiter `" + delimiter.value() + "`: expected an ASCII character");
    }
    Located<FormatDecl.Kind> kind =
        options.required("type", options.choice("type", FormatDecl.Kind.class));
    return new FormatDecl(
        kind,
        delimiter,
        options.bool("header"),
        new FormatDecl.AvroOptions(
            options.deployText("url"), options.deployText("subject"), options.text("name")),
        options.text("message"),
        changeKey(node, kind),
        options.choice("mode", FormatDecl.Mode.class),
        options.span(),
        path);
  }

  /** The format under {@code format}, or that one. */
  FormatDecl format(Section node, FormatDecl.Kind otherwise) {
    if (node.has("format")) {
      return format(node);
    }
    Span span = node.span();
    return new FormatDecl(
        new Located<>(otherwise, span),
        null,
        null,
        null,
        null,
        List.of(),
        null,
        span,
        node.pathOf("format"));
  }

  private static List<Located<String>> changeKey(Section node, Located<FormatDecl.Kind> kind) {
    return kind.value().isChangelog() ? node.names("key") : List.of();
  }

  /** The parallelism of a node or of the job; null where it is left out. */
  static @Nullable DeployText parallelism(Section owner, @Nullable Located<Long> maximum) {
    DeployText parallelism = owner.deployText("parallelism");
    if (parallelism == null || parallelism.text().value().contains("${")) {
      return parallelism;
    }
    String text = parallelism.text().value();
    Span span = parallelism.text().whole();
    if (!DECIMAL.matcher(text).matches()) {
      // The text is resolved by the job, which does not know YAML's ways to write a number.
      owner.report(
          SchemaCode.SCH005,
          span,
          "parallelism",
          "malformed parallelism `" + text + "`: expected a decimal number");
    } else if (maximum != null && Long.parseLong(text) > maximum.value()) {
      String message =
          "parallelism " + text + " is above the job's `max-parallelism` of " + maximum.value();
      owner
          .context()
          .add(
              Diagnostic.of(SchemaCode.SCH011, span, parallelism.path(), message)
                  .withRelated(maximum.span(), "the maximum is here"));
    }
    return parallelism;
  }
}
