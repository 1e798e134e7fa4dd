package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.types.RecordType;
import java.util.List;

/**
 * What an output has to hold.
 *
 * @param target the output as written: {@code alerts}, {@code by-region.eu}
 * @param row the type of its rows, with the fields that are compared
 * @param mode whether the output updates
 * @param path {@code tests.large orders pass.expect.alerts}
 */
public record Expectation(
    String target,
    RecordType row,
    ChangeMode mode,
    double tolerance,
    List<Demand> demands,
    String path,
    Span span) {
  public Expectation {
    demands = List.copyOf(demands);
  }
}
