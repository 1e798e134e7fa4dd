package io.millrace.compiler.explain;

import io.millrace.compiler.explain.Lineage.Cell;
import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanPrinter;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How each field of an operator's output comes from the fields of its inputs. */
final class Derivations {
  private final Plan plan;

  Derivations(Plan plan) {
    this.plan = plan;
  }

  /**
   * One step.
   *
   * @param through what is done to the values; empty where they are passed on
   */
  record Derivation(List<String> through, Set<Cell> from) {}

  /** Null for fields of sources. */
  @Nullable Derivation of(Cell cell) {
    int dot = cell.stream().indexOf('.');
    PlanNode node = plan.node(dot < 0 ? cell.stream() : cell.stream().substring(0, dot));
    if (node instanceof PlanNode.Source) {
      return null;
    }
    if (node instanceof Sql) {
      // Only Flink's planner knows; a name does not tell.
      return new Derivation(
          List.of(node.id() + ": " + PlanPrinter.kind(node)), everyField(node.inputs()));
    }
    String output = dot < 0 ? null : cell.stream().substring(dot + 1);
    List<TypedExpression> made = expressions(node, output, cell.field());
    if (!made.isEmpty()) {
      Set<Cell> from = new LinkedHashSet<>();
      Set<String> through = new LinkedHashSet<>();
      for (TypedExpression expression : made) {
        from.addAll(reads(node, expression));
        if (!isThatField(expression, cell.field())) {
          through.add(node.id() + ": " + expression.text());
        }
      }
      return new Derivation(List.copyOf(through), from);
    }
    Set<Cell> same = named(node.inputs(), cell.field());
    return same.isEmpty()
        ? new Derivation(List.of(node.id() + ": " + PlanPrinter.kind(node)), otherwise(node, cell))
        : new Derivation(List.of(), same);
  }

  /** What makes the field; empty where the node passes it on or makes it by itself. */
  private static List<TypedExpression> expressions(
      PlanNode node, @Nullable String output, String field) {
    List<Column> columns = new ArrayList<>();
    if (node instanceof PlanNode.Select select) {
      columns.addAll(select.columns());
    } else if (node instanceof PlanNode.Unnest unnest && unnest.as().equals(field)) {
      return List.of(unnest.list());
    } else if (node instanceof PlanNode.Aggregate aggregate && output == null) {
      columns.addAll(aggregate.keys());
      columns.addAll(aggregate.measures());
    } else if (node instanceof Join join && output == null) {
      columns.addAll(join.columns());
    } else if (node instanceof Enrich enrich) {
      columns.addAll(enrich.columns());
    } else if (node instanceof Reduce reduce) {
      columns.addAll(reduce.keys());
      columns.addAll(reduce.update());
    } else if (node instanceof PatternMatch pattern) {
      if (output == null) {
        columns.addAll(pattern.columns());
      } else if (output.equals("timed-out")) {
        columns.addAll(pattern.timedOut());
      }
    } else if (node instanceof KeyedProcess process) {
      return ProcessFlow.emitted(process, output, field);
    }
    return columns.stream()
        .filter(column -> column.name().equals(field))
        .map(Column::expression)
        .toList();
  }

  /** A field that a node makes by itself may come of all that it reads. */
  private Set<Cell> otherwise(PlanNode node, Cell cell) {
    Set<Cell> all = new LinkedHashSet<>();
    if (node instanceof Lookup lookup && lookup.answer().field(cell.field()) != null) {
      lookup.with().forEach(column -> all.addAll(reads(node, column.expression())));
      return all;
    }
    for (StreamRef input : node.inputs()) {
      all.addAll(everyField(List.of(input)));
    }
    return all;
  }

  private Set<Cell> reads(PlanNode node, TypedExpression expression) {
    Set<Cell> cells = new LinkedHashSet<>();
    for (FieldRead read : expression.reads()) {
      cells.addAll(slot(node, read));
    }
    expression
        .aggregates()
        .forEach(
            call -> {
              call.arguments().forEach(argument -> cells.addAll(reads(node, argument)));
              if (call.condition() != null) {
                cells.addAll(reads(node, call.condition()));
              }
            });
    return cells;
  }

  private Set<Cell> slot(PlanNode node, FieldRead read) {
    List<StreamRef> inputs = inputs(node, read.slot());
    if (!inputs.isEmpty()) {
      return read.whole() ? everyField(inputs) : named(inputs, read.field());
    }
    Set<Cell> cells = new LinkedHashSet<>();
    if (read.slot().equals("state")) {
      for (TypedExpression kept : kept(node, read.field())) {
        kept.reads().stream()
            .filter(other -> !other.slot().equals("state"))
            .forEach(other -> cells.addAll(slot(node, other)));
      }
    } else if (read.slot().equals("key") && node instanceof Join join) {
      join.on().stream()
          .filter(on -> on.name().equals(read.field()))
          .forEach(
              on -> {
                on.left().reads().forEach(r -> cells.addAll(named(join.left(), r.field())));
                on.right().reads().forEach(r -> cells.addAll(named(join.right(), r.field())));
              });
    } else if (read.slot().equals("key")) {
      keys(node).stream()
          .filter(key -> key.name().equals(read.field()))
          .forEach(key -> cells.addAll(reads(node, key.expression())));
    }
    return cells;
  }

  private static List<TypedExpression> kept(PlanNode node, String state) {
    if (node instanceof KeyedProcess process) {
      return ProcessFlow.kept(process, state);
    }
    return node instanceof Reduce reduce
        ? reduce.update().stream().map(Column::expression).toList()
        : List.of();
  }

  /** The inputs that a slot's rows come from; empty for other slots. */
  private static List<StreamRef> inputs(PlanNode node, String slot) {
    if (node instanceof Join join) {
      return slot.equals(Join.LEFT)
          ? join.left()
          : slot.equals(Join.RIGHT) ? join.right() : List.of();
    }
    if (node instanceof Enrich enrich) {
      return slot.equals(Enrich.WITH)
          ? enrich.small()
          : slot.equals(Scope.ROW) ? enrich.rows() : List.of();
    }
    boolean step =
        node instanceof PatternMatch pattern
            && pattern.steps().stream().anyMatch(s -> s.name().equals(slot));
    return step || slot.equals(Scope.ROW) ? node.inputs() : List.of();
  }

  private static List<Column> keys(PlanNode node) {
    if (node instanceof KeyedProcess process) {
      return process.keys();
    }
    return node instanceof PatternMatch pattern
        ? pattern.keys()
        : node instanceof Reduce reduce ? reduce.keys() : List.of();
  }

  private Set<Cell> everyField(List<StreamRef> inputs) {
    Set<Cell> cells = new LinkedHashSet<>();
    for (StreamRef input : inputs) {
      for (Field field : plan.shape(input).row().fields()) {
        cells.add(new Cell(input.display(), field.name()));
      }
    }
    return cells;
  }

  private Set<Cell> named(List<StreamRef> inputs, String field) {
    Set<Cell> cells = new LinkedHashSet<>();
    for (StreamRef input : inputs) {
      if (plan.shape(input).row().field(field) != null) {
        cells.add(new Cell(input.display(), field));
      }
    }
    return cells;
  }

  private static boolean isThatField(TypedExpression expression, String field) {
    String text = expression.canonical();
    return text.endsWith("." + field)
        && text.substring(0, text.length() - field.length() - 1).matches("row|left|right|key");
  }
}
