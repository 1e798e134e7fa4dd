package io.millrace.compiler.diag;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the source.
 * Lines and columns are 1-based, columns count code points. Files are relative to {@code
 * %SRCROOT%}, the directory that their names are relative to.
 */
public final class SarifRenderer {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private final String version;

  /**
   * @param version of the tool
   */
  public SarifRenderer(String version) {
    this.version = version;
  }

  /** One log with one run. */
  public String render(List<Diagnostic> diagnostics) {
    Map<String, DiagnosticCode> codes = new TreeMap<>();
    diagnostics.forEach(diagnostic -> codes.put(diagnostic.code().id(), diagnostic.code()));
    JsonWriter json = new JsonWriter().begin('{');
    json.key("$schema").value(SCHEMA);
    json.key("version").value("2.1.0");
    json.key("runs").begin('[').begin('{');
    json.key("tool").begin('{').key("driver").begin('{');
    json.key("name").value("Millrace");
    json.key("version").value(version);
    json.key("rules").begin('[');
    codes.values().forEach(code -> rule(code, json));
    json.end(']').end('}').end('}');
    json.key("columnKind").value("unicodeCodePoints");
    List<String> ids = new ArrayList<>(codes.keySet());
    json.key("results").begin('[');
    diagnostics.forEach(
        diagnostic -> result(diagnostic, ids.indexOf(diagnostic.code().id()), json));
    return json.end(']').end('}').end(']').end('}') + "\n";
  }

  private static void rule(DiagnosticCode code, JsonWriter json) {
    json.begin('{');
    json.key("id").value(code.id());
    text("shortDescription", code.title(), json);
    json.key("help").begin('{');
    json.key("text").value(code.explanation());
    json.key("markdown").value(code.explanation());
    json.end('}');
    json.key("defaultConfiguration").begin('{');
    json.key("level").value(code.severity().label());
    json.end('}').end('}');
  }

  private static void result(Diagnostic diagnostic, int rule, JsonWriter json) {
    json.begin('{');
    json.key("ruleId").value(diagnostic.code().id());
    json.key("ruleIndex").value(rule);
    json.key("level").value(diagnostic.severity().label());
    String help = diagnostic.help();
    text("message", diagnostic.message() + (help == null ? "" : "\nhelp: " + help), json);
    json.key("locations").begin('[').begin('{');
    location(diagnostic.span(), json);
    json.end('}').end(']');
    if (!diagnostic.related().isEmpty()) {
      json.key("relatedLocations").begin('[');
      for (Diagnostic.Related related : diagnostic.related()) {
        json.begin('{');
        text("message", related.message(), json);
        location(related.span(), json);
        json.end('}');
      }
      json.end(']');
    }
    json.end('}');
  }

  private static void location(Span span, JsonWriter json) {
    SourceFile source = span.source();
    json.key("physicalLocation").begin('{');
    json.key("artifactLocation").begin('{');
    json.key("uri").value(uri(source.name()));
    json.key("uriBaseId").value("%SRCROOT%");
    json.end('}');
    json.key("region").begin('{');
    json.key("startLine").value(source.line(span.start()));
    json.key("startColumn").value(source.column(span.start()));
    json.key("endLine").value(source.line(span.end()));
    json.key("endColumn").value(source.column(span.end()));
    json.end('}').end('}');
  }

  private static void text(String key, String text, JsonWriter json) {
    json.key(key).begin('{').key("text").value(text).end('}');
  }

  private static String uri(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
