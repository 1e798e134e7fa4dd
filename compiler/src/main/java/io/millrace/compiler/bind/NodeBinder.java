package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds what nodes of all kinds have. */
final class NodeBinder {
  private final JobDecl job;

  NodeBinder(JobDecl job) {
    this.job = job;
  }

  NodeHead head(Section.Entry entry) {
    Section node = entry.section();
    DeployText parallelism = node.deployText("parallelism");
    if (parallelism != null) {
      checkParallelism(parallelism, job.maxParallelism(), node);
    }
    return new NodeHead(
        entry.name(), node.text("uid"), node.description(), parallelism, node.span(), node.path());
  }

  List<InputRef> inputs(Section node) {
    return node.names("input").stream().map(InputRef::parse).toList();
  }

  FormatDecl format(Section node) {
    String path = node.pathOf("format");
    Section options = node.section("format");
    if (options == null) {
      YamlScalar name = node.required("format", node.scalar("format"));
      Located<FormatDecl.Kind> kind =
          new Located<>(Section.constant(name.value(), FormatDecl.Kind.class), name.span());
      return new FormatDecl(kind, null, null, name.span(), path);
    }
    Located<String> delimiter = options.text("delimiter");
    if (delimiter != null && delimiter.value().length() > 1) {
      options.report(
          SchemaCode.SCH005,
          delimiter.span(),
          "delimiter",
          "malformed delimiter `"
              + delimiter.value()
              + "`: expected a character of Unicode's basic plane");
    }
    return new FormatDecl(
        options.required("type", options.choice("type", FormatDecl.Kind.class)),
        delimiter,
        options.bool("header"),
        options.span(),
        path);
  }

  /** Reports a literal parallelism above the job's literal maximum. */
  static void checkParallelism(
      DeployText parallelism, @Nullable Located<Long> maximum, Section owner) {
    String text = parallelism.text().value();
    if (maximum == null || text.contains("${") || Long.decode(text) <= maximum.value()) {
      return;
    }
    owner
        .context()
        .add(
            Diagnostic.of(
                    SchemaCode.SCH011,
                    parallelism.text().whole(),
                    parallelism.path(),
                    "parallelism "
                        + text
                        + " is above the job's `max-parallelism` of "
                        + maximum.value())
                .withRelated(maximum.span(), "the maximum is here"));
  }
}
