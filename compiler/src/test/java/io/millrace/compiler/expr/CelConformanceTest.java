package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.expr.ValueOps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * CEL's own conformance suite: what the checks accept must give the expected value in the Java that
 * is written, and what a rule of pipelines refuses must be refused by that rule's code.
 */
final class CelConformanceTest {
  /** Below this something that worked has been lost. */
  private static final int MIN_ACCEPTED = 600;

  private record Accepted(ConformanceCase test, int number) {}

  @Test
  void expressionsGiveWhatTheSuiteExpects() throws IOException {
    Path suite = suite();
    if (suite == null) {
      System.out.println("CEL conformance: skipped, the suite is not beside this repository");
    }
    Assumptions.assumeTrue(suite != null);
    JavaBatch batch = new JavaBatch();
    List<Accepted> accepted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ConformanceCase test : ConformanceCase.read(suite)) {
      String unsuitable = test.unsuitable();
      if (unsuitable != null) {
        counts.merge(unsuitable, 1, Integer::sum);
        refused.add(test.id() + "\t" + unsuitable + "\t" + test.expression());
        continue;
      }
      Diagnostics found = new Diagnostics();
      TypedExpression expression =
          new ExpressionCompiler()
              .compile(Expressions.declare(test.expression()), test.scope(), found);
      if (expression == null) {
        Diagnostic first = found.sorted().get(0);
        String code = first.code().id();
        counts.merge(code, 1, Integer::sum);
        refused.add(test.id() + "\t" + code + "\t" + test.expression() + "\t" + first.message());
        if (found.sorted().stream().noneMatch(d -> Refusals.explain(d.code().id(), test))) {
          wrong.add("refused " + test + " by " + found.sorted());
        }
      } else {
        accepted.add(new Accepted(test, batch.add(expression, test.javaScope())));
        test.members().forEach(batch::addMember);
        TypedExpression folded = ConstantFolding.fold(expression);
        if (folded.root() instanceof Ir.Literal literal) {
          if (test.fails() || !same(test.expected(), literal.value())) {
            wrong.add(test + " folded gave " + show(literal.value()));
          }
        } else if (folded != expression) {
          accepted.add(new Accepted(test, batch.add(folded, test.javaScope())));
        }
      }
    }
    batch.compile();
    Set<String> lines = new LinkedHashSet<>();
    for (Accepted case_ : accepted) {
      Object actual = batch.run(case_.number());
      lines.add(case_.test().id() + "\t" + case_.test().expression());
      if (!fits(case_.test(), actual)) {
        wrong.add(case_.test() + " gave " + show(actual) + "\n" + batch.method(case_.number()));
      }
    }
    Path target = Files.createDirectories(Path.of("target"));
    Files.write(target.resolve("cel-conformance-accepted.tsv"), lines);
    Files.write(target.resolve("cel-conformance-refused.tsv"), refused);
    System.out.println(
        "CEL conformance: " + lines.size() + " accepted, " + refused.size() + " refused " + counts);
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(MIN_ACCEPTED);
  }

  private static boolean fits(ConformanceCase test, Object actual) {
    if (test.fails()) {
      return actual instanceof ExpressionException;
    }
    return !(actual instanceof Throwable)
        && actual != JavaBatch.Absent.ABSENT
        && same(test.expected(), actual);
  }

  private static boolean same(Object expected, Object actual) {
    if (expected instanceof Double x && actual instanceof Double y) {
      return x.equals(y) || x.doubleValue() == y.doubleValue();
    }
    return ValueOps.equal(expected, actual);
  }

  private static String show(Object value) {
    return value instanceof byte[] bytes
        ? java.util.HexFormat.of().formatHex(bytes)
        : value.toString();
  }

  /** The suite beside the repository, or null. */
  private static @org.jspecify.annotations.Nullable Path suite() {
    String given = System.getProperty("millrace.reference");
    Path directory = given == null ? null : Path.of(given);
    for (Path at = Path.of("").toAbsolutePath();
        directory == null && at != null;
        at = at.getParent()) {
      if (Files.exists(at.resolve("mvnw")) && at.getParent() != null) {
        directory = at.getParent().resolve("shared").resolve("reference");
      }
    }
    Path file = directory == null ? null : directory.resolve("cel-conformance.jsonl");
    return file != null && Files.exists(file) ? file : null;
  }
}
