package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is computed once has the values, and the errors, of what is computed every time. */
@Tag("thorough")
final class CommonExpressionsTest {
  private static final Scope SCOPE =
      Scope.builder()
          .row(
              new RecordType(
                  "Row",
                  List.of(
                      Field.of("word", ScalarType.STRING, false),
                      Field.of("number", ScalarType.STRING, false),
                      Field.of("zero", ScalarType.INT, false),
                      Field.of("gone", ScalarType.STRING, true))))
          .build();

  /** The first two fail, in ways of their own; so do others, at places of all kinds. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "int(word)",
          "word.substring(9)",
          "int(number) + 1",
          "number.substring(1) + word.substring(1)",
          "int(number) + int(word)",
          "int(word) + int(number)",
          "int(number) / zero",
          "int(number) + size(row.?gone.value())",
          "word.substring(9) + row.?gone.value()",
          "zero == 0 ? int(number) : int(word)",
          "zero == 1 ? int(word) : int(number)",
          "int(word) > 0 && zero == 1",
          "int(word) > 0 || int(number) > 0",
          "[int(number), int(word)]",
          "{number: int(number), number + '': int(word)}",
          "cel.bind(x, int(number), x + int(word))",
          "[1, 2].exists(i, i == int(word))",
          "row.?gone == optional.of(word.substring(9))",
          "(int(word) > 0 ? optional.none() : row.?gone).hasValue()",
          "gone.orValue(word.substring(9))");

  private static final class Values implements JavaScope {
    @Override
    public String read(String slot, String field) {
      return field + "()";
    }

    @Override
    public String present(String slot, String field) {
      return field + "() != null";
    }

    @Override
    public String aggregate(int index) {
      throw new AssertionError();
    }

    @Override
    public String aggregatePresent(int index) {
      throw new AssertionError();
    }
  }

  private static void add(List<List<String>> functions, String... expressions) {
    functions.add(List.of(expressions));
  }

  @Test
  void errorsStayWhereTheyAre() {
    JavaBatch batch = new JavaBatch();
    batch.addMember("static String word() { return \"word\"; }");
    batch.addMember("static String number() { return \"42\"; }");
    batch.addMember("static long zero() { return 0; }");
    batch.addMember("static String gone() { return null; }");
    List<List<String>> functions = new ArrayList<>();
    for (String first : EXPRESSIONS) {
      for (String second : EXPRESSIONS) {
        add(functions, first, second);
        add(functions, "int(number)", first, second);
      }
    }
    int shared = 0;
    for (List<String> function : functions) {
      List<TypedExpression> written =
          function.stream().map(text -> Expressions.compile(text, SCOPE)).toList();
      Map<TypedExpression, TypedExpression> changed =
          CommonExpressions.share(
              written.stream().map(e -> new CommonExpressions.Use(e, true)).toList());
      shared += changed.isEmpty() ? 0 : 1;
      batch.add(written, new Values());
      batch.add(written.stream().map(e -> changed.getOrDefault(e, e)).toList(), new Values());
    }
    batch.compile();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      Object expected = batch.run(2 * i);
      Object actual = batch.run(2 * i + 1);
      if (!actual.equals(expected)) {
        wrong.add(
            functions.get(i) + " gave " + actual + ", not " + expected + batch.method(2 * i + 1));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(shared).isGreaterThan(functions.size() / 3);
  }
}
