package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.Ir;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.ProcessRule;
import io.millrace.compiler.plan.RowValue;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process reads of its input rows, and which rows it makes. A row that is passed on as it is
 * reads nothing: it has what the nodes behind it need.
 *
 * @param ofRow expressions that see the input's row
 * @param made types of rows that are made of expressions
 */
record ProcessReads(List<TypedExpression> ofRow, List<RecordType> made) {
  static ProcessReads of(KeyedProcess node) {
    ProcessReads reads = new ProcessReads(new ArrayList<>(), new ArrayList<>());
    node.onEvent().forEach(rule -> reads.rule(rule, node, true));
    node.timers().forEach(timer -> timer.rules().forEach(rule -> reads.rule(rule, node, false)));
    return reads;
  }

  private void rule(ProcessRule rule, KeyedProcess node, boolean hasRow) {
    List<TypedExpression> read = new ArrayList<>();
    if (rule.when() != null) {
      read.add(rule.when());
    }
    for (ProcessRule.Action action : rule.actions()) {
      if (action instanceof ProcessRule.SetStates set) {
        set.values().forEach(value -> read.add(value.expression()));
      } else if (action instanceof ProcessRule.Append append) {
        read.add(append.element());
      } else if (action instanceof ProcessRule.Put put) {
        read.add(put.key());
        read.add(put.value());
      } else if (action instanceof ProcessRule.Remove remove) {
        read.add(remove.key());
      } else if (action instanceof ProcessRule.SetTimer timer && timer.at() != null) {
        read.add(timer.at());
      } else if (action instanceof ProcessRule.Emit emit) {
        row(emit, node, read);
      }
    }
    if (hasRow) {
      ofRow.addAll(read);
    }
  }

  private void row(ProcessRule.Emit emit, KeyedProcess node, List<TypedExpression> read) {
    RowValue value = emit.row();
    RecordType type = typeOf(emit, node);
    if (value.whole() == null) {
      value.columns().stream().map(Column::expression).forEach(read::add);
      made.add(type);
    } else if (!isRow(value.whole()) || !type.name().equals(node.input().name())) {
      read.add(value.whole());
      made.add(type);
    }
  }

  private static RecordType typeOf(ProcessRule.Emit emit, KeyedProcess node) {
    for (KeyedProcess.Output output : node.outputs()) {
      if (output.name().equals(emit.output())) {
        return output.row();
      }
    }
    if (node.row() == null) {
      throw new IllegalStateException("no output " + emit.output() + " of " + node.id());
    }
    return node.row();
  }

  private static boolean isRow(TypedExpression expression) {
    return expression.root() instanceof Ir.Read read
        && read.slot().equals(Scope.ROW)
        && read.field().isEmpty();
  }
}
