package io.millrace.compiler.generate;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.ProcessRule;
import io.millrace.compiler.plan.RowValue;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the rules of one method of a process function. */
final class RuleWriter {
  private final JobContext job;
  private final MethodWriter methods;
  private final FunctionBuilder function;
  private final KeyedProcess node;
  private final KeyJava key;
  private final SlotJava slots;
  private final Fallible fallible;
  private final KeyedProcess.@Nullable Timer timer;
  private boolean needsKey;
  private boolean needsTime;
  private int locals;

  /**
   * A writer for rules of rows or of a timer.
   *
   * @param fallible of the method
   * @param timer null: rules for rows
   */
  RuleWriter(
      JobContext job,
      MethodWriter methods,
      FunctionBuilder function,
      KeyedProcess node,
      KeyJava key,
      SlotJava slots,
      Fallible fallible,
      KeyedProcess.@Nullable Timer timer) {
    this.job = job;
    this.methods = methods;
    this.function = function;
    this.node = node;
    this.key = key;
    this.slots = slots;
    this.fallible = fallible;
    this.timer = timer;
  }

  /** Whether the method needs the current key in a variable. */
  boolean needsKey() {
    return needsKey;
  }

  /** Whether the method needs the time of the event, in microseconds, in a variable. */
  boolean needsTime() {
    return needsTime;
  }

  void addNeeds(RuleWriter other) {
    needsKey |= other.needsKey;
    needsTime |= other.needsTime;
  }

  void write(ProcessRule rule, Code body) {
    String comment =
        JavaLiterals.comment(
            job.source()
                + ":"
                + rule.span().line()
                + (rule.when() == null ? "" : "  when " + rule.when().canonical()));
    body.line("// " + (comment.length() > 88 ? comment.substring(0, 85) + "..." : comment));
    Code inner = new Code();
    String when = rule.when() == null ? null : expression(rule.when(), body).value();
    rule.actions().forEach(action -> action(action, inner));
    if (when == null
        && inner.result().stream().noneMatch(line -> line.matches("\\w+ t?\\w+ = .*"))) {
      body.lines(inner.result());
      return;
    }
    body.open(when == null ? "{" : condition(when));
    body.lines(inner.result());
    body.close("}");
  }

  /** A long condition has an operand a line, if it is a plain conjunction. */
  private static String condition(String when) {
    boolean plain = !when.contains(" || ") && !when.contains(" ? ");
    return plain
        ? LineWrap.operands(6, "if (", "&&", List.of(when.split(" && ")), ") {")
            .replace("\n          ", "\n    ")
        : "if (" + when + ") {";
  }

  private void action(ProcessRule.Action action, Code body) {
    if (action instanceof ProcessRule.SetStates set) {
      set(set.values(), body);
    } else if (action instanceof ProcessRule.Append append) {
      JavaCode element = expression(append.element(), body);
      body.line(slots.state(append.state()) + ".add(" + element.value() + ");");
    } else if (action instanceof ProcessRule.Put put) {
      JavaCode entryKey = expression(put.key(), body);
      JavaCode value = expression(put.value(), body);
      body.line(
          LineWrap.arguments(
                  8,
                  slots.state(put.state()) + ".put(",
                  List.of(entryKey.value(), value.value()),
                  ");")
              .replace("\n            ", "\n    "));
    } else if (action instanceof ProcessRule.Emit emit) {
      emit(emit, body);
    } else if (action instanceof ProcessRule.Remove remove) {
      body.line(
          slots.state(remove.state()) + ".remove(" + expression(remove.key(), body).value() + ");");
    } else if (action instanceof ProcessRule.Clear clear) {
      body.line(slots.state(clear.state()) + ".clear();");
    } else if (action instanceof ProcessRule.SetTimer set) {
      timer(set, body);
    } else {
      String name = ((ProcessRule.CancelTimer) action).timer();
      body.line(slots.timer(name) + ".cancel();");
    }
  }

  /** All values are computed first; a variable is needed only where a later one reads the state. */
  private void set(List<Column> values, Code body) {
    List<JavaCode> codes = new ArrayList<>();
    values.forEach(value -> codes.add(expression(value.expression(), body)));
    List<String> assigned = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      TypedExpression expression = values.get(i).expression();
      String state = slots.state(values.get(i).name());
      String value = codes.get(i).value();
      String present = codes.get(i).present();
      boolean readsChanged =
          expression.reads().stream()
              .anyMatch(read -> read.slot().equals("state") && changed.contains(read.field()));
      if (readsChanged) {
        String local = "held" + ++locals;
        body.line(JavaTypes.of(expression.type()) + " " + local + " = " + value + ";");
        value = local;
        if (present != null && JavaTypes.isPrimitive(expression.type())) {
          body.line("boolean " + local + "Present = " + present + ";");
          present = local + "Present";
        }
      }
      if (present != null && JavaTypes.isPrimitive(expression.type())) {
        assigned.add("if (" + present + ") {");
        assigned.add("  " + state + ".set(" + value + ");");
        assigned.add("} else {");
        assigned.add("  " + state + ".clear();");
        assigned.add("}");
      } else {
        assigned.add(state + ".set(" + value + ");");
      }
      changed.add(values.get(i).name());
    }
    body.lines(assigned);
  }

  private void emit(ProcessRule.Emit emit, Code body) {
    RecordType row = rowOf(emit.output());
    String head = "out.collect(";
    if (emit.output() != null) {
      StreamRef ref = new StreamRef(node.id(), emit.output(), node.info().span());
      if (!job.isRead(ref)) {
        return;
      }
      String rowClass = job.row(row);
      head = "context.output(" + methods.tag(ref.display(), rowClass, rowClass + ".TYPE") + ", ";
    }
    RowValue value = emit.row();
    if (value.whole() == null) {
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < value.columns().size(); i++) {
        JavaCode code = expression(value.columns().get(i).expression(), body);
        arguments.addAll(RowJava.arguments(row.fields().get(i), code));
      }
      String made = "new " + job.row(row) + "(" + String.join(", ", arguments) + ")";
      body.line(CallWrap.wrap(head + made + ");", 8));
      return;
    }
    String whole = expression(value.whole(), body).value();
    RecordType type = (RecordType) value.whole().type();
    if (type.name().equals(row.name())) {
      body.line(head + whole + ");");
      return;
    }
    String local = "held" + ++locals;
    body.line(JavaTypes.of(type) + " " + local + " = " + whole + ";");
    RowReader reader = new RowReader(local, type);
    List<String> arguments = new ArrayList<>();
    for (Field field : row.fields()) {
      Field from = type.field(field.name());
      arguments.add(reader.read(Scope.ROW, field.name()));
      if (field.nullable() && JavaTypes.isPrimitive(field.type())) {
        arguments.add(
            from != null && from.nullable() ? reader.present(Scope.ROW, field.name()) : "true");
      }
    }
    String made = "new " + job.row(row) + "(" + String.join(", ", arguments) + ")";
    body.line(CallWrap.wrap(head + made + ");", 8));
  }

  private RecordType rowOf(@Nullable String output) {
    for (KeyedProcess.Output named : node.outputs()) {
      if (named.name().equals(output)) {
        return named.row();
      }
    }
    if (node.row() == null) {
      throw new IllegalStateException("no output " + output);
    }
    return node.row();
  }

  private void timer(ProcessRule.SetTimer set, Code body) {
    String member = slots.timer(set.timer());
    if (set.at() != null) {
      body.line(member + ".setMicros(" + expression(set.at(), body).value() + ");");
      return;
    }
    if (set.after() == null) {
      throw new IllegalStateException("a timer without a time: " + set);
    }
    String base;
    if (slots.isProcessingTime(set.timer())) {
      base = "context.timerService().currentProcessingTime()";
    } else {
      base = timer == null ? "context.timestamp()" : "timestamp";
    }
    body.line(
        member + ".set(" + base + " + " + JavaLiterals.longValue(set.after().toMillis()) + ");");
  }

  private JavaCode expression(TypedExpression expression, Code body) {
    for (FieldRead read : expression.reads()) {
      boolean ofKey = read.slot().equals("key") || (timer != null && read.slot().equals(Scope.ROW));
      needsKey |= ofKey;
      needsTime |= read.slot().equals("meta");
    }
    return fallible.expression(function, expression, new Reader(expression), body);
  }

  private final class Reader implements FunctionBuilder.SlotReader {
    private final TypedExpression expression;
    private final RowReader row = new RowReader("row", node.input());

    Reader(TypedExpression expression) {
      this.expression = expression;
    }

    @Override
    public String read(String slot, String field) {
      return switch (slot) {
        case "state" -> slots.read(field, expression.type());
        case "meta" -> "eventTime";
        case "key" -> key.read(field);
        default -> timer == null ? row.read(slot, field) : key.read(field);
      };
    }

    @Override
    public String present(String slot, String field) {
      return switch (slot) {
        case "state" -> slots.state(field) + ".isPresent()";
        case "key" -> key.present(field);
        default -> timer == null ? row.present(slot, field) : key.present(field);
      };
    }
  }
}
