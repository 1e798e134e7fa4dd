package io.millrace.compiler.diag;

import java.util.List;

/**
 * Writes diagnostics for other programs.
 *
 * <p>{@code version} changes only when a member changes its meaning or goes away. Lines and columns
 * are 1-based, columns count code points; offsets are UTF-16 units from the start of the file; an
 * end is exclusive.
 */
public final class JsonRenderer {
  private static final int VERSION = 1;

  /** One JSON object with a line break behind it. */
  public String render(List<Diagnostic> diagnostics) {
    JsonWriter json = new JsonWriter().begin('{');
    json.key("version").value(VERSION);
    DiagnosticSummary summary = DiagnosticSummary.of(diagnostics);
    json.key("errors").value(summary.errors());
    json.key("warnings").value(summary.warnings());
    json.key("notes").value(summary.notes());
    json.key("diagnostics").begin('[');
    diagnostics.forEach(diagnostic -> write(diagnostic, json));
    return json.end(']').end('}') + "\n";
  }

  private static void write(Diagnostic diagnostic, JsonWriter json) {
    json.begin('{');
    json.key("code").value(diagnostic.code().id());
    json.key("severity").value(diagnostic.severity().label());
    json.key("message").value(diagnostic.message());
    write(diagnostic.span(), json);
    json.key("path").value(diagnostic.path());
    json.key("label").value(diagnostic.label());
    json.key("help").value(diagnostic.help());
    json.key("related").begin('[');
    for (Diagnostic.Related related : diagnostic.related()) {
      json.begin('{');
      json.key("message").value(related.message());
      write(related.span(), json);
      json.end('}');
    }
    json.end(']');
    json.key("folded").value(diagnostic.folded());
    json.end('}');
  }

  private static void write(Span span, JsonWriter json) {
    json.key("file").value(span.source().name());
    position("start", span.source(), span.start(), json);
    position("end", span.source(), span.end(), json);
  }

  private static void position(String key, SourceFile source, int offset, JsonWriter json) {
    json.key(key).begin('{');
    json.key("line").value(source.line(offset));
    json.key("column").value(source.column(offset));
    json.key("offset").value(offset);
    json.end('}');
  }
}
