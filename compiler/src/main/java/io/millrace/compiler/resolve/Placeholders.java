package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.LookupDecl;
import io.millrace.compiler.plan.LookupTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands for values in queries and URLs, checked against what a lookup asks. */
final class Placeholders {
  private final Resolution resolution;
  private final LookupDecl.Text text;
  private final List<String> known;
  private final Set<String> used = new HashSet<>();
  private boolean sound = true;

  Placeholders(Resolution resolution, LookupDecl.Text text, List<String> known) {
    this.resolution = resolution;
    this.text = text;
    this.known = known;
  }

  boolean isSound() {
    return sound;
  }

  Set<String> used() {
    return used;
  }

  /** A query with question marks, and the names that they stand for. */
  record Sql(String text, List<String> binds) {}

  /**
   * SQL with {@code :name} replaced; not in literals, quoted names, comments, and casts ({@code
   * ::int}).
   */
  Sql sql() {
    String sql = text.text().value();
    StringBuilder out = new StringBuilder();
    List<String> binds = new ArrayList<>();
    int i = 0;
    while (i < sql.length()) {
      int opaque = opaqueEnd(sql, i);
      if (opaque > i) {
        out.append(sql, i, opaque);
        i = opaque;
      } else if (sql.charAt(i) == ':' && i + 1 < sql.length() && isStart(sql.charAt(i + 1))) {
        int end = nameEnd(sql, i + 1);
        String name = sql.substring(i + 1, end);
        use(name, i + 1, end);
        binds.add(name);
        out.append('?');
        i = end;
      } else if (sql.charAt(i) == '?') {
        report(i, i + 1, "`?` stands for no value", "name it: `:" + first() + "`");
        i++;
      } else {
        out.append(sql.charAt(i++));
      }
    }
    return new Sql(out.toString().strip(), binds);
  }

  /** Where a literal, quoted name, comment or cast that starts here ends; or here. */
  private static int opaqueEnd(String sql, int at) {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"' || c == '`') {
      int end = sql.indexOf(c, at + 1);
      return end < 0 ? sql.length() : end + 1;
    }
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      return end < 0 ? sql.length() : end;
    }
    if (sql.startsWith("/*", at)) {
      int end = sql.indexOf("*/", at + 2);
      return end < 0 ? sql.length() : end + 2;
    }
    return sql.startsWith("::", at) ? at + 2 : at;
  }

  /** A path in which <code>{name}</code> stands for a value. */
  List<LookupTarget.Piece> path() {
    String path = text.text().value();
    List<LookupTarget.Piece> pieces = new ArrayList<>();
    int from = 0;
    while (from < path.length()) {
      int open = path.indexOf('{', from);
      int close = open < 0 ? -1 : path.indexOf('}', open);
      if (open < 0) {
        pieces.add(new LookupTarget.Piece(path.substring(from), false));
        break;
      }
      if (close < 0) {
        report(open, open + 1, "`{` has no closing brace", null);
        break;
      }
      if (open > from) {
        pieces.add(new LookupTarget.Piece(path.substring(from, open), false));
      }
      String name = path.substring(open + 1, close);
      use(name, open + 1, close);
      pieces.add(new LookupTarget.Piece(name, true));
      from = close + 1;
    }
    return pieces;
  }

  private void use(String name, int start, int end) {
    used.add(name);
    if (!known.contains(name)) {
      String close = DidYouMean.closest(name, known);
      report(
          start,
          end,
          "`"
              + name
              + "` is not among what is asked"
              + (close == null ? "" : ": did you mean `" + close + "`?"),
          close == null ? "add it: `with: { " + (name.isEmpty() ? "name" : name) + ": … }`" : null);
    }
  }

  private void report(int start, int end, String message, @Nullable String help) {
    sound = false;
    resolution.out.add(
        Diagnostic.of(ReferenceCode.REF029, text.text().span(start, end), text.path(), message)
            .withHelp(help));
  }

  private String first() {
    return known.isEmpty() ? "name" : known.get(0);
  }

  private static boolean isStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static int nameEnd(String sql, int from) {
    int end = from;
    while (end < sql.length()
        && (isStart(sql.charAt(end)) || (sql.charAt(end) >= '0' && sql.charAt(end) <= '9'))) {
      end++;
    }
    return end;
  }
}
