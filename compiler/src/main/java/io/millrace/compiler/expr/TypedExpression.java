package io.millrace.compiler.expr;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An expression that passed all checks. Immutable. */
public final class TypedExpression {
  private final Ir root;
  private final List<AggregateCall> aggregates;
  private final Set<FieldRead> reads;
  private final String canonical;
  private final String text;
  private final Span span;

  /**
   * @param text as the user wrote it
   * @param span where it stands
   */
  TypedExpression(Ir root, List<AggregateCall> aggregates, String text, Span span) {
    this.text = text.strip().replaceAll("\\s+", " ");
    this.span = span;
    this.root = root;
    this.aggregates = List.copyOf(aggregates);
    this.reads = Reads.of(root);
    this.canonical = CanonicalText.of(root, aggregates);
  }

  /** The expression that is a field of the row, for a field that is named elsewhere. */
  public static TypedExpression field(Field field, Span span) {
    Ir read = new Ir.Read(Scope.ROW, field.name(), field.type(), field.nullable());
    return new TypedExpression(read, List.of(), field.name(), span);
  }

  /** The same expression, as something that has the same value. */
  TypedExpression with(Ir newRoot, List<AggregateCall> newAggregates) {
    return new TypedExpression(newRoot, newAggregates, text, span);
  }

  /** The same expression, whose aggregates have other arguments and conditions. */
  public TypedExpression withArguments(UnaryOperator<TypedExpression> of) {
    List<AggregateCall> mapped = aggregates.stream().map(call -> call.with(of)).toList();
    return mapped.equals(aggregates) ? this : with(root, mapped);
  }

  public Type type() {
    return root.type();
  }

  /** Whether the result may be absent. */
  public boolean nullable() {
    return root.nullable();
  }

  /** Whether evaluation may throw an ExpressionException. */
  public boolean canFail() {
    return root.canFail();
  }

  /** Whether this is a constant, a field, or a field of a record in one: nothing to compute. */
  public boolean isPlain() {
    return root instanceof Ir.Literal || Facts.path(root) != null;
  }

  /** Whether this is the condition that always holds. */
  public boolean isTrue() {
    return root instanceof Ir.Literal literal && literal.value().equals(true);
  }

  /** What is read outside of aggregates; theirs are in their own expressions. */
  public Set<FieldRead> reads() {
    return reads;
  }

  /** For a condition: the paths of the row that are there where it holds, {@code row.bid}. */
  public Set<String> presentWhenTrue() {
    Set<String> paths = new HashSet<>();
    for (String path : Facts.whenTrue(root)) {
      if (path.startsWith(Scope.ROW + ".")) {
        paths.add(path);
      }
    }
    return paths;
  }

  /**
   * Paths of nullable values, as {@code state.small}, that are there where this condition is true.
   */
  public Set<String> proves() {
    return Facts.whenTrue(root);
  }

  public Ir root() {
    return root;
  }

  /** The aggregates, in the order of {@link Ir.AggregateRef#index()}; equal ones appear once. */
  public List<AggregateCall> aggregates() {
    return aggregates;
  }

  /** How much code this becomes, about; aggregates are not in it. */
  public int size() {
    return Size.of(root);
  }

  /** The checked tree as text, the same however the expression was laid out. */
  public String canonical() {
    return canonical;
  }

  /** As the user wrote it, on one line. */
  public String text() {
    return text;
  }

  /** Where the user wrote it. */
  public Span span() {
    return span;
  }

  @Override
  public String toString() {
    return canonical;
  }
}
