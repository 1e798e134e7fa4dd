package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.PatternDecl.Contiguity;
import io.millrace.compiler.model.PatternDecl.Skip;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of events of one key.
 *
 * @param within null: a match has all the time
 * @param skipStep the step that the skip strategy names
 * @param columns of a match's row
 * @param timedOut columns of a row for a match that was not completed in time; empty: there are
 *     none
 * @param input the type of the rows that come in
 * @param stored what the node keeps of them: the rows themselves where an expression takes a whole
 *     one, else records that nothing else has
 */
public record PatternMatch(
    NodeInfo info,
    List<StreamRef> inputs,
    List<Column> keys,
    List<Step> steps,
    @Nullable Duration within,
    Skip.Kind skip,
    @Nullable String skipStep,
    List<Column> columns,
    List<Column> timedOut,
    RecordType input,
    RecordType stored,
    RecordType row,
    @Nullable RecordType timedOutRow)
    implements PlanNode {
  public PatternMatch {
    inputs = List.copyOf(inputs);
    keys = List.copyOf(keys);
    steps = List.copyOf(steps);
    columns = List.copyOf(columns);
    timedOut = List.copyOf(timedOut);
  }

  /**
   * One step.
   *
   * @param where null: any row
   * @param from how often it occurs at least
   * @param to how often at most; null: as often as it comes
   */
  public record Step(
      String name,
      @Nullable TypedExpression where,
      Contiguity contiguity,
      boolean not,
      long from,
      @Nullable Long to,
      boolean optional,
      boolean greedy,
      boolean consecutive) {
    /** Whether expressions see a list of its rows instead of one. */
    public boolean repeated() {
      return to == null || to > 1;
    }

    /** The same step with another condition. */
    public Step with(@Nullable TypedExpression newWhere) {
      return new Step(name, newWhere, contiguity, not, from, to, optional, greedy, consecutive);
    }

    /** Whether its condition is over the row alone, whatever came before it. */
    private boolean isOfRowAlone(List<Step> steps) {
      return where != null
          && where.reads().stream()
              .noneMatch(read -> steps.stream().anyMatch(s -> s.name().equals(read.slot())));
    }

    String display() {
      String times = repeated() ? " times " + from + (to == null ? " or more" : ".." + to) : "";
      return (not ? "not " : "")
          + name
          + times
          + (optional ? " optional" : "")
          + (greedy ? " greedy" : "")
          + (consecutive ? " consecutive" : "")
          + (where == null ? "" : " where " + where.canonical());
    }
  }

  /** Keys, and the conditions that are over one row alone; others see several rows. */
  @Override
  public List<TypedExpression> rowExpressions() {
    List<TypedExpression> expressions =
        new ArrayList<>(keys.stream().map(Column::expression).toList());
    steps.stream().filter(s -> s.isOfRowAlone(steps)).forEach(s -> expressions.add(s.where()));
    return expressions;
  }

  /** All conditions, and what the rows that come out are made of. */
  public List<TypedExpression> expressions() {
    List<TypedExpression> expressions = new ArrayList<>();
    steps.stream().filter(s -> s.where() != null).forEach(s -> expressions.add(s.where()));
    columns.forEach(column -> expressions.add(column.expression()));
    timedOut.forEach(column -> expressions.add(column.expression()));
    return expressions;
  }

  /** The same with other types of the rows that come in and that are kept. */
  public PatternMatch with(RecordType newInput, RecordType newStored) {
    return with(keys, steps, columns, timedOut, newInput, newStored);
  }

  /** The same with other expressions of the same values. */
  public PatternMatch with(
      List<Column> newKeys,
      List<Step> newSteps,
      List<Column> newColumns,
      List<Column> newTimedOut) {
    return with(newKeys, newSteps, newColumns, newTimedOut, input, stored);
  }

  private PatternMatch with(
      List<Column> newKeys,
      List<Step> newSteps,
      List<Column> newColumns,
      List<Column> newTimedOut,
      RecordType newInput,
      RecordType newStored) {
    return new PatternMatch(
        info,
        inputs,
        newKeys,
        newSteps,
        within,
        skip,
        skipStep,
        newColumns,
        newTimedOut,
        newInput,
        newStored,
        row,
        timedOutRow);
  }

  @Override
  public List<StateSpec> states() {
    String what = "begun matches of every key that it ever saw";
    return List.of(
        within == null
            ? StateSpec.unbounded(what, "`within: 10m`")
            : StateSpec.bounded(what, "within " + Durations.display(within)));
  }

  /** One property a line, for {@link PlanPrinter}. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    keys.forEach(key -> lines.add("key " + key.name() + " = " + key.expression()));
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      lines.add((i == 0 ? "begin" : word(step.contiguity())) + " " + step.display());
    }
    if (within != null) {
      lines.add("within " + Durations.display(within));
    }
    lines.add("skip " + word(skip) + (skipStep == null ? "" : " " + skipStep));
    columns.forEach(column -> lines.add("field " + column.name() + " = " + column.expression()));
    timedOut.forEach(
        column -> lines.add("timed-out " + column.name() + " = " + column.expression()));
    return lines;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
