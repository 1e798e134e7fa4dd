package io.millrace.compiler.diag;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes diagnostics as workflow commands of GitHub Actions, which turn lines of a build's output
 * into annotations of the changed files.
 */
public final class GitHubAnnotations {
  private GitHubAnnotations() {}

  /** One command a line, without a line break at the end. */
  public static String render(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(GitHubAnnotations::command).collect(Collectors.joining("\n"));
  }

  private static String command(Diagnostic diagnostic) {
    String kind =
        switch (diagnostic.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case NOTE -> "notice";
        };
    SourceFile source = diagnostic.span().source();
    int end = diagnostic.span().end();
    int line = diagnostic.span().line();
    // Columns are shown only of ranges within a line.
    String columns =
        source.line(end) == line
            ? ",col=" + diagnostic.span().column() + ",endColumn=" + source.column(end)
            : "";
    String help = diagnostic.help() == null ? "" : "\nhelp: " + diagnostic.help();
    return "::%s file=%s,line=%d,endLine=%d%s,title=%s::%s"
        .formatted(
            kind,
            property(source.name()),
            line,
            source.line(end),
            columns,
            diagnostic.code().id(),
            data(diagnostic.message() + help));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
