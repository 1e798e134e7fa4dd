package io.millrace.compiler.generate;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.PlanNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The part of a generated method that evaluates expressions which may fail. The method throws a
 * failure that names the node, the expression with its place, and the row.
 */
final class Fallible {
  private static final int LONGEST_TEXT = 100;
  private static final String EXCEPTION = "io.millrace.runtime.expr.ExpressionException";

  private enum Way {
    /** Nothing can fail. */
    NEVER,
    /** Only one thing can, which is named where it is caught. */
    ONE,
    /** {@code at} tells which one it was. */
    SEVERAL
  }

  private final JobContext job;
  private final PlanNode node;
  private final Way way;

  /** What fails, if there is one thing that can. */
  private final String only;

  /** What is caught; empty where a superclass does. */
  private final List<String> exceptions;

  private int values;

  private Fallible(JobContext job, PlanNode node, Way way, String only, List<String> exceptions) {
    this.job = job;
    this.node = node;
    this.way = way;
    this.only = only;
    this.exceptions = exceptions;
  }

  /** For a method that fails the job. */
  static Fallible failing(JobContext job, PlanNode node, List<String> places) {
    return failing(job, node, places, List.of(EXCEPTION));
  }

  /** The same for what adds rows to sums, which may overflow. */
  static Fallible adding(JobContext job, PlanNode node, List<String> places) {
    return failing(job, node, places, List.of(EXCEPTION, "ArithmeticException"));
  }

  private static Fallible failing(
      JobContext job, PlanNode node, List<String> places, List<String> exceptions) {
    Way way = places.isEmpty() ? Way.NEVER : places.size() == 1 ? Way.ONE : Way.SEVERAL;
    return new Fallible(job, node, way, places.isEmpty() ? "" : places.get(0), exceptions);
  }

  /** For a method that evaluates what the node evaluates for each row, and fails the job. */
  static Fallible failing(JobContext job, PlanNode node) {
    return failing(job, node, places(node.rowExpressions()));
  }

  /** For a {@code CheckedFunction}, whose superclass catches what fails. */
  static Fallible checked(JobContext job, PlanNode node) {
    return new Fallible(job, node, Way.SEVERAL, "", List.of());
  }

  /** {@code `a / b` (orders.yaml:12)}. */
  static String place(String text, Span span) {
    String shown =
        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1).strip() + "…";
    return "`" + shown + "` (" + span.source().name() + ":" + span.line() + ")";
  }

  /** The places of those expressions that can fail. */
  static List<String> places(List<TypedExpression> expressions) {
    return expressions.stream()
        .filter(TypedExpression::canFail)
        .map(expression -> place(expression.text(), expression.span()))
        .distinct()
        .toList();
  }

  /** Notes that what stands at a place is evaluated next. */
  void at(String place, Code body) {
    if (way == Way.SEVERAL) {
      body.line("at = " + JavaLiterals.string(place) + ";");
    }
  }

  /** Notes that an expression is evaluated next, if it can fail. */
  void at(TypedExpression expression, Code body) {
    if (expression.canFail()) {
      at(place(expression.text(), expression.span()), body);
    }
  }

  /**
   * Java for an expression; where several can fail, evaluated right behind the note of its place.
   */
  JavaCode expression(
      FunctionBuilder function,
      TypedExpression expression,
      FunctionBuilder.SlotReader reader,
      Code body) {
    if (way != Way.SEVERAL || !expression.canFail()) {
      return function.expression(expression, reader, body);
    }
    at(expression, body);
    JavaCode code = function.expression(expression, reader, body);
    String value = "value" + ++values;
    String type = JavaTypes.of(expression.type());
    body.line(type + " " + value + " = " + code.value() + ";");
    String present = code.present();
    if (present != null && JavaTypes.isPrimitive(expression.type())) {
      body.line("boolean " + value + "Present = " + present + ";");
      present = value + "Present";
    } else if (present != null) {
      present = value + " != null";
    }
    return new JavaCode(List.of(), List.of(), value, present, code.imports());
  }

  /** The body with what catches failures. */
  Code caught(Code body, String row) {
    return caught(body, "of", row);
  }

  /** The same for a result, which is that of a key. */
  Code caughtResult(Code body, String key) {
    return caught(body, "ofResult", key);
  }

  private Code caught(Code body, String factory, String row) {
    if (way == Way.NEVER || exceptions.isEmpty()) {
      return body;
    }
    String failure = job.imports.use("io.millrace.runtime.error.RowFailure");
    String caught =
        exceptions.stream()
            .map(name -> name.contains(".") ? job.imports.use(name) : name)
            .collect(Collectors.joining(" | "));
    Code code = new Code();
    if (way == Way.SEVERAL) {
      code.line("String at = \"\";");
    }
    String place = way == Way.SEVERAL ? "at" : JavaLiterals.string(only);
    String thrown =
        "throw %s.%s(%s, %s, %s, e);"
            .formatted(failure, factory, JavaLiterals.string(node.id()), place, row);
    return code.open("try {")
        .lines(body.result())
        .close("} catch (" + caught + " e) {")
        .line("  " + CallWrap.wrap(thrown, 8).replace("\n", "\n  "))
        .line("}");
  }
}
