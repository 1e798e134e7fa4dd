package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State and timers per key, and rules over them.
 *
 * @param onEvent rules for each row
 * @param onTimer rules for each timer that fires
 */
public record ProcessDecl(
    NodeHead head,
    List<InputRef> inputs,
    List<NamedExpression> keys,
    List<StateDecl> states,
    List<Rule> onEvent,
    List<TimerRules> onTimer)
    implements OperatorDecl {
  public ProcessDecl {
    inputs = List.copyOf(inputs);
    keys = List.copyOf(keys);
    states = List.copyOf(states);
    onEvent = List.copyOf(onEvent);
    onTimer = List.copyOf(onTimer);
  }

  /** The rules of one timer. */
  public record TimerRules(Located<String> timer, List<Rule> rules) {
    public TimerRules {
      rules = List.copyOf(rules);
    }
  }

  /**
   * What happens when a condition holds.
   *
   * @param when null: always
   * @param emit rows for the main output: at most one
   * @param span the rule's mapping
   */
  public record Rule(
      @Nullable ExpressionDecl when,
      List<NamedExpression> set,
      List<NamedExpression> append,
      List<Put> put,
      List<Emit> emit,
      List<NamedExpression> remove,
      List<Located<String>> clear,
      List<SetTimer> timers,
      List<Located<String>> cancelTimers,
      Span span,
      String path) {
    public Rule {
      set = List.copyOf(set);
      append = List.copyOf(append);
      put = List.copyOf(put);
      emit = List.copyOf(emit);
      remove = List.copyOf(remove);
      clear = List.copyOf(clear);
      timers = List.copyOf(timers);
      cancelTimers = List.copyOf(cancelTimers);
    }
  }

  /** An entry for a map. */
  public record Put(Located<String> state, ExpressionDecl key, ExpressionDecl value) {}

  /**
   * A row for an output.
   *
   * @param output null: the main one
   * @param row an expression that gives the whole row; null: made of the fields
   * @param span where messages about the row point
   */
  public record Emit(
      @Nullable Located<String> output,
      @Nullable ExpressionDecl row,
      List<NamedExpression> fields,
      Span span,
      String path) {
    public Emit {
      fields = List.copyOf(fields);
    }
  }

  /** A timer that is set; exactly one of {@code at} and {@code after} is there. */
  public record SetTimer(
      Located<String> name,
      @Nullable ExpressionDecl at,
      @Nullable Located<Duration> after,
      @Nullable Located<TimeDomain> time,
      String path) {}

  /** Which time a timer follows. */
  public enum TimeDomain {
    EVENT,
    PROCESSING
  }

  /**
   * A state.
   *
   * @param type as text; {@code row} is the type of the input's rows
   * @param initial of a value: what it is while it is not set
   */
  public record StateDecl(
      Located<String> name,
      Located<StateKind> kind,
      SourceText type,
      @Nullable SourceText initial,
      @Nullable Located<Duration> ttl,
      String path) {}

  /** What a state holds. */
  public enum StateKind {
    VALUE,
    LIST,
    MAP
  }
}
