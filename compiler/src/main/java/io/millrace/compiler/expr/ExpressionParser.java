package io.millrace.compiler.expr;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import io.millrace.compiler.diag.TypeCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Parses CEL without expanding macros: that is the resolver's work, which knows the scope. */
final class ExpressionParser {
  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(
              CelOptions.current()
                  .enableOptionalSyntax(true)
                  .enableQuotedIdentifierSyntax(true)
                  .build())
          .build();

  /**
   * Trees of texts seen before: the expressions of a repository are about the same fields, and many
   * are a field's name alone. Trees never change.
   */
  private static final Map<String, CelAbstractSyntaxTree> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 4096;

  /** A parsed text. */
  record Parsed(Syntax root, Map<Long, Syntax> nodes, CelSource source) {}

  private ExpressionParser() {}

  /** Parses; null after reporting what is wrong. */
  static @Nullable Parsed parse(Report report) {
    String text = report.text();
    if (text.isBlank()) {
      report.add(TypeCode.TYP001, new Range(0, text.length()), "the expression is empty");
      return null;
    }
    Tokens tokens = Tokens.of(text);
    CelAbstractSyntaxTree tree = KNOWN.get(text);
    if (tree == null) {
      tree = parse(text, tokens, report);
      if (tree == null) {
        return null;
      }
      if (KNOWN.size() >= MOST_KNOWN) {
        KNOWN.clear();
      }
      KNOWN.put(text, tree);
    }
    SyntaxReader reader = new SyntaxReader(text, tokens, tree.getSource().getPositionsMap());
    return new Parsed(reader.read(tree.getExpr()), reader.nodes(), tree.getSource());
  }

  private static @Nullable CelAbstractSyntaxTree parse(String text, Tokens tokens, Report report) {
    CelValidationResult result = PARSER.parse(text);
    if (result.hasError()) {
      if (!SqlHabits.report(tokens, report)) {
        SyntaxErrors.report(result.getErrors(), tokens, report);
      }
      return null;
    }
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The UTF-16 offset of a line and column that count code points. */
  static int offset(String text, CelIssue issue) {
    CelSourceLocation location = issue.getSourceLocation();
    int start = 0;
    for (int line = 1; line < location.getLine(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    int end = text.indexOf('\n', start);
    String rest = end < 0 ? text.substring(start) : text.substring(start, end);
    int column = Math.max(0, Math.min(location.getColumn(), rest.codePointCount(0, rest.length())));
    return start + rest.offsetByCodePoints(0, column);
  }
}
