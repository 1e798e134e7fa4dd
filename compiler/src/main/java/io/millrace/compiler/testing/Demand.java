package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.List;

/** One demand on an output. */
public sealed interface Demand {
  /** Where it is written. */
  Span span();

  /** How rows are compared. */
  enum Order {
    /** These and no others, in this order. */
    EXACT,
    /** These and no others. */
    UNORDERED,
    /** These among others. */
    CONTAINS,
    /** What is left when all changes are applied, in any order. */
    TABLE
  }

  /** Rows. */
  record Rows(Order order, List<ExpectedRow> rows, YamlSequence written) implements Demand {
    public Rows {
      rows = List.copyOf(rows);
    }

    @Override
    public Span span() {
      return written.span();
    }
  }

  /** Records of a sink, in order. */
  record Records(List<RecordPattern> records, YamlSequence written) implements Demand {
    public Records {
      records = List.copyOf(records);
    }

    @Override
    public Span span() {
      return written.span();
    }
  }

  /**
   * What an operator holds, in any order of its keys.
   *
   * @param row the key's fields, and the states by name
   */
  record State(RecordType row, List<ExpectedRow> rows, YamlSequence written) implements Demand {
    public State {
      rows = List.copyOf(rows);
    }

    @Override
    public Span span() {
      return written.span();
    }
  }

  /** A number of rows; 0 is also written as {@code none}. */
  record Count(long count, Span span) implements Demand {}
}
