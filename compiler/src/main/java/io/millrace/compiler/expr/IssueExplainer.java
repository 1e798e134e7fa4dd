package io.millrace.compiler.expr;

import dev.cel.common.CelIssue;
import io.millrace.compiler.diag.TypeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in the user's terms what CEL's checker complains about. */
final class IssueExplainer {
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("(?s)found no matching overload for '(.*?)' applied to '(.*?)'.*");
  private static final Pattern EXPECTED = Pattern.compile("expected type '(.*)' but found '(.*)'");
  private static final Pattern FIELD_OF = Pattern.compile("type '(.*)' does not support .*");
  private static final Pattern UNDEFINED = Pattern.compile("undefined field '(.*)'");
  private static final Pattern RANGE = Pattern.compile("expression of type '(.*)' cannot .*");

  private final Map<Long, Syntax> nodes;
  private final CelTree tree;
  private final Report report;
  private final OverloadErrors overloads;
  private final List<Range> mixed = new ArrayList<>();

  IssueExplainer(Map<Long, Syntax> nodes, CelTree tree, Names names, Report report) {
    this.nodes = nodes;
    this.tree = tree;
    this.report = report;
    this.overloads = new OverloadErrors(names, report);
  }

  void report(List<CelIssue> issues) {
    for (CelIssue issue : issues) {
      if (issue.getMessage().startsWith("overl")) {
        throw new IllegalStateException("declarations clash: " + issue.getMessage());
      }
      Syntax node = node(issue);
      if (node == null || !follows(node)) {
        explain(issue, node);
      }
    }
  }

  private @Nullable Syntax node(CelIssue issue) {
    Syntax own = nodes.get(issue.getExprId());
    return own != null ? own : tree.origin(issue.getExprId());
  }

  /** Whether an error is but a consequence of a list or map that mixes types. */
  private boolean follows(Syntax node) {
    for (Range literal : mixed) {
      boolean inside = literal.contains(node.range());
      if (inside || node.range().contains(literal)) {
        return true;
      }
    }
    return false;
  }

  /** The range of the smallest list or map literal around a node. */
  private Range literalAround(Syntax node) {
    Range smallest = new Range(0, report.text().length());
    for (Syntax candidate : nodes.values()) {
      boolean literal =
          candidate instanceof Syntax.ListLiteral || candidate instanceof Syntax.MapLiteral;
      if (literal
          && candidate != node
          && candidate.range().contains(node.range())
          && smallest.contains(candidate.range())) {
        smallest = candidate.range();
      }
    }
    return smallest;
  }

  private void explain(CelIssue issue, @Nullable Syntax node) {
    String message = issue.getMessage();
    Matcher overload = NO_OVERLOAD.matcher(message);
    if (node != null && overload.matches()) {
      overloads.explain(node, overload.group(1), TypeWords.arguments(overload.group(2)));
      return;
    }
    Matcher expected = EXPECTED.matcher(message);
    if (node != null && expected.matches()) {
      mismatch(node, TypeWords.display(expected.group(1)), TypeWords.display(expected.group(2)));
      return;
    }
    Matcher field = FIELD_OF.matcher(message);
    if (node instanceof Syntax.Select select && field.matches()) {
      report.add(
          TypeCode.TYP003,
          select.fieldRange(),
          TypeWords.display(field.group(1)) + " has no fields",
          "",
          null);
      return;
    }
    Matcher undefined = UNDEFINED.matcher(message);
    if (undefined.matches()) {
      Range range = node instanceof Syntax.Select select ? select.fieldRange() : rangeOf(node);
      report.add(TypeCode.TYP003, range, "there is no field `" + undefined.group(1) + "`");
      return;
    }
    Matcher range = RANGE.matcher(message);
    if (node instanceof Syntax.Call call && range.matches()) {
      Syntax target = call.target();
      String type = TypeWords.display(range.group(1));
      report.add(
          TypeCode.TYP006,
          target == null ? call.range() : target.range(),
          "`" + call.function() + "` needs a list or a map, got " + type,
          type,
          null);
      return;
    }
    report.add(TypeCode.TYP006, rangeOf(node), "the types do not fit together");
  }

  private void mismatch(Syntax node, String expected, String found) {
    if (expected.equals("bool")) {
      report.add(
          TypeCode.TYP004, node.range(), "the condition must be bool, got " + found, found, null);
      return;
    }
    mixed.add(literalAround(node));
    String help = Conversions.convert(expected, found, report.text(node.range()));
    report.add(
        TypeCode.TYP010,
        node.range(),
        "expected " + expected + " like the elements before it, got " + found,
        found,
        help == null ? null : "write " + help);
  }

  private Range rangeOf(@Nullable Syntax node) {
    return node == null ? new Range(0, report.text().length()) : node.range();
  }
}
