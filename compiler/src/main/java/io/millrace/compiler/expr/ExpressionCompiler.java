package io.millrace.compiler.expr;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.types.ScalarType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles expressions: text to checked tree. Stateless; making one costs nothing, and what is dear
 * is kept with the scope.
 */
public final class ExpressionCompiler {
  /** Compiles an expression of any type; null after reporting what is wrong. */
  public @Nullable TypedExpression compile(ExpressionDecl decl, Scope scope, Diagnostics out) {
    return compile(decl, scope, Set.of(), out);
  }

  /**
   * Compiles an expression of any type where something is known already; null after reporting what
   * is wrong.
   *
   * @param present paths of nullable values that are there: {@link TypedExpression#proves()}
   */
  public @Nullable TypedExpression compile(
      ExpressionDecl decl, Scope scope, Set<String> present, Diagnostics out) {
    return compile(new Report(decl, out), scope, present);
  }

  /** Compiles a condition: a bool that is never absent. */
  public @Nullable TypedExpression compileCondition(
      ExpressionDecl decl, Scope scope, Diagnostics out) {
    Report report = new Report(decl, out);
    TypedExpression expression = compile(report, scope, Set.of());
    if (expression == null) {
      return null;
    }
    String text = report.text();
    Range whole = trimmed(text);
    if (expression.type() != ScalarType.BOOL) {
      String found = expression.type().display();
      report.add(TypeCode.TYP013, whole, "a condition is a bool, this is " + found, found, null);
      return null;
    }
    if (expression.nullable()) {
      String code = report.text(whole);
      report.add(
          TypeCode.TYP014,
          whole,
          "the condition may be absent",
          "bool?",
          "write " + (code.matches("[\\w.]+") ? code : "(" + code + ")") + ".orValue(false)");
      return null;
    }
    return expression;
  }

  private static @Nullable TypedExpression compile(
      Report report, Scope scope, Set<String> present) {
    ExpressionParser.Parsed parsed = ExpressionParser.parse(report);
    if (parsed == null) {
      return null;
    }
    Names names = new Names(scope, report);
    CelTree tree = new CelTree(parsed.nodes().keySet());
    Resolver resolver = new Resolver(names, tree, report);
    CelExpr lowered = resolver.resolve(parsed.root());
    IssueExplainer explainer = new IssueExplainer(parsed.nodes(), tree, names, report);
    TypeChecker.Checked checked =
        scope.checker().check(lowered, tree, names, parsed.source(), explainer);
    if (checked == null || report.failed()) {
      return null;
    }
    Translator translator = new Translator(names, resolver.macros(), checked, scope, report);
    Ir root = translator.knowing(present, () -> translator.any(parsed.root()));
    CelType type = checked.type(parsed.root().id());
    if (!report.failed() && CelTypes.hasUnknown(type)) {
      report.add(
          TypeCode.TYP024,
          parsed.root().range(),
          "the type of this value is not known",
          "",
          "give an empty list or map elements, or leave the value out");
    }
    if (!report.failed() && DecimalTypes.isOpen(root.type())) {
      report.add(
          TypeCode.TYP047,
          parsed.root().range(),
          "how many digits the decimal has is not known",
          "",
          "write decimal(…, 10, 2) for 10 digits, 2 of them behind the point");
    }
    return report.failed()
        ? null
        : new TypedExpression(
            root, translator.aggregates(), report.text(), report.span(trimmed(report.text())));
  }

  private static Range trimmed(String text) {
    int start = text.length() - text.stripLeading().length();
    return new Range(start, Math.max(start, text.stripTrailing().length()));
  }
}
