package io.millrace.compiler.expr;

import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.List;

/** Expressions and a scope for tests. */
final class Expressions {
  static final RecordType ADDRESS =
      new RecordType(
          "Address",
          List.of(
              Field.of("city", ScalarType.STRING, false),
              Field.of("zip", ScalarType.STRING, true)));

  static final RecordType ORDER =
      new RecordType(
          "Order",
          List.of(
              Field.of("account", ScalarType.STRING, false),
              Field.of("amount", ScalarType.DOUBLE, false),
              Field.of("count", ScalarType.INT, false),
              Field.of("paid", ScalarType.BOOL, false),
              Field.of("at", ScalarType.TIMESTAMP, false),
              Field.of("took", ScalarType.DURATION, false),
              Field.of("raw", ScalarType.BYTES, false),
              Field.of("tags", new ListType(ScalarType.STRING), false),
              Field.of("scores", new MapType(ScalarType.INT), false),
              Field.of("address", ADDRESS, false),
              Field.of("note", ScalarType.STRING, true),
              Field.of("discount", ScalarType.DOUBLE, true),
              Field.of("units", ScalarType.INT, true),
              Field.of("billing", ADDRESS, true),
              Field.of("items", new ListType(ADDRESS), false),
              Field.of("window", ScalarType.STRING, false)));

  static final RecordType PARAMETERS =
      new RecordType(
          "Parameters",
          List.of(
              Field.of("threshold", ScalarType.DOUBLE, false),
              Field.of("limit", ScalarType.INT, false)));

  static final RecordType WINDOW =
      new RecordType(
          "Window",
          List.of(
              Field.of("start", ScalarType.TIMESTAMP, false),
              Field.of("end", ScalarType.TIMESTAMP, false)));

  static final RecordType KEY =
      new RecordType("OrderKey", List.of(Field.of("account", ScalarType.STRING, false)));

  static final Scope ROW = Scope.builder().row(ORDER).record("param", PARAMETERS).build();

  static final Scope WINDOWED =
      Scope.builder()
          .row(ORDER)
          .record("param", PARAMETERS)
          .record("window", WINDOW)
          .value("index", ScalarType.INT, false)
          .build();

  static final Scope MEASURE =
      Scope.builder()
          .row(KEY)
          .record("param", PARAMETERS)
          .record("window", WINDOW)
          .aggregates(ORDER)
          .build();

  private Expressions() {}

  static ExpressionDecl declare(String text) {
    SourceFile file = new SourceFile("expression", text);
    return new ExpressionDecl(new Verbatim(file), "operators.large.where");
  }

  /** Compiles what must be right. */
  static TypedExpression compile(String text, Scope scope) {
    Diagnostics found = new Diagnostics();
    TypedExpression expression = new ExpressionCompiler().compile(declare(text), scope, found);
    if (expression == null || found.hasErrors()) {
      throw new AssertionError(text + ": " + found.sorted());
    }
    return expression;
  }

  static Diagnostics diagnose(String text, Scope scope) {
    Diagnostics found = new Diagnostics();
    new ExpressionCompiler().compile(declare(text), scope, found);
    return found;
  }

  static JavaCode java(String text, Scope scope) {
    return new ExpressionWriter().write(compile(text, scope), new RowScope(), "x");
  }

  /** Reads as generated code has them: accessors of {@code row}, plain names for the rest. */
  static class RowScope implements JavaScope {
    @Override
    public String read(String slot, String field) {
      if (field.isEmpty()) {
        return slot;
      }
      return slot.equals("param") ? field : slot + "." + field + "()";
    }

    @Override
    public String present(String slot, String field) {
      Field declared = ORDER.field(field);
      boolean primitive =
          declared != null && declared.type() instanceof ScalarType scalar && scalar.isPrimitive();
      return primitive ? slot + "." + field + "Present()" : read(slot, field) + " != null";
    }

    @Override
    public String aggregate(int index) {
      return "result" + index;
    }

    @Override
    public String aggregatePresent(int index) {
      return "present" + index;
    }
  }

  private record Verbatim(SourceFile file) implements SourceText {
    @Override
    public String value() {
      return file.text();
    }

    @Override
    public Span whole() {
      return span(0, file.text().length());
    }

    @Override
    public Span span(int from, int to) {
      return new Span(file, from, to);
    }
  }
}
