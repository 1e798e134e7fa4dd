package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.model.PatternDecl;
import io.millrace.compiler.model.PatternDecl.Contiguity;
import io.millrace.compiler.model.PatternDecl.Skip;
import io.millrace.compiler.model.PatternDecl.Step;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Flink would refuse of a pattern, or silently never match. */
final class PatternChecks {
  private static final Set<String> SLOTS =
      Set.of(Scope.ROW, Resolution.PARAM, ProcessResolver.KEY, ProcessResolver.META);

  /** Words that no expression can have as a name, by CEL's grammar. */
  private static final Set<String> RESERVED =
      Set.of(
          ("as break const continue else false for function if import in let loop package namespace"
                  + " null return true var void while")
              .split(" "));

  private final Resolution resolution;
  private final PatternDecl decl;
  private boolean sound = true;

  PatternChecks(Resolution resolution, PatternDecl decl) {
    this.resolution = resolution;
    this.decl = decl;
  }

  /** Whether nothing was reported. */
  boolean check(Inputs.Merged input) {
    if (!input.shape().watermarked()) {
      report(
          PlanCode.PLN120,
          decl.head().id().span(),
          decl.head().path(),
          "the pattern would never match: no watermarks come from `"
              + input.refs().get(0).display()
              + "`",
          "declare event time on every source that reaches it:"
              + " `time: { field: at, max-out-of-orderness: 5s }`");
    }
    List<Step> steps = decl.steps();
    for (int i = 0; i < steps.size(); i++) {
      step(steps.get(i), i);
      if (i > 0) {
        pair(steps.get(i - 1), steps.get(i));
      }
    }
    if (steps.stream().allMatch(step -> isTrue(step.optional()) || isTrue(step.not()))) {
      report(
          PlanCode.PLN123,
          steps.get(0).name().span(),
          steps.get(0).path(),
          "every step may be missing, so that nothing makes a match",
          "let one step be there: leave its `optional` out");
    }
    Step last = steps.get(steps.size() - 1);
    boolean next = last.contiguity() != null && last.contiguity().value() == Contiguity.NEXT;
    if (isTrue(last.not()) && !next && decl.within() == null) {
      report(
          PlanCode.PLN123,
          last.name().span(),
          last.path(),
          "the pattern ends with what must not come, and nothing says for how long",
          "`within: 10m`");
    }
    if (!decl.timedOut().isEmpty() && decl.within() == null) {
      report(
          PlanCode.PLN123,
          decl.timedOut().get(0).name().span(),
          decl.head().path() + "." + PatternDecl.TIMED_OUT,
          "without `within` nothing times out",
          "`within: 10m`");
    }
    skip(steps);
    return sound;
  }

  private void step(Step step, int index) {
    if (RESERVED.contains(step.name().value())) {
      report(
          PlanCode.PLN124,
          step.name().span(),
          step.path(),
          "a step cannot be named `"
              + step.name().value()
              + "`, which is a reserved word of expressions",
          null);
    }
    if (SLOTS.contains(step.name().value())) {
      report(
          PlanCode.PLN124,
          step.name().span(),
          step.path(),
          "a step cannot be named `" + step.name().value() + "`, which means something else",
          null);
    }
    if (index == 0) {
      first(step);
    }
    if (isTrue(step.not())) {
      Located<?> other =
          isTrue(step.optional())
              ? step.optional()
              : isTrue(step.greedy()) ? step.greedy() : step.consecutive();
      Span span = step.times() != null ? step.times().span() : other == null ? null : other.span();
      if (span != null) {
        options(step, span, "what must not come is not repeated and not optional");
      }
      if (step.contiguity() != null && step.contiguity().value() == Contiguity.FOLLOWED_BY_ANY) {
        options(step, step.contiguity().span(), "`not` takes `next` or `followed-by`");
      }
      return;
    }
    boolean repeated = step.times() != null && (step.times().to() == null || step.times().to() > 1);
    if (isTrue(step.greedy()) && !repeated) {
      options(step, step.greedy().span(), "`greedy` is for steps with `times`");
    }
    if (isTrue(step.greedy())
        && step.contiguity() != null
        && step.contiguity().value() == Contiguity.FOLLOWED_BY_ANY) {
      options(step, step.greedy().span(), "`greedy` and `followed-by-any` exclude each other");
    }
    if (isTrue(step.consecutive()) && !repeated) {
      options(step, step.consecutive().span(), "`consecutive` is for steps with `times`");
    }
  }

  /** What Flink does not let follow one another. */
  private void pair(Step before, Step step) {
    if (isTrue(step.not()) && isTrue(before.optional())) {
      options(
          step,
          step.not().span(),
          "`not` cannot follow `" + before.name().value() + "`, which may be missing");
    }
    if (isTrue(step.optional()) && isTrue(before.greedy())) {
      options(
          step,
          step.optional().span(),
          "a step that may be missing cannot follow `"
              + before.name().value()
              + "`, which is greedy");
    }
  }

  private void first(Step step) {
    if (isTrue(step.not())) {
      report(
          PlanCode.PLN123,
          step.name().span(),
          step.path(),
          "a pattern begins with something that comes",
          "put a step in front of it");
    }
    if (step.contiguity() != null) {
      options(step, step.contiguity().span(), "the first step follows nothing");
    }
  }

  private void skip(List<Step> steps) {
    Skip skip = decl.skip();
    if (skip == null || skip.step() == null) {
      return;
    }
    Located<String> name = skip.step();
    List<String> names =
        steps.stream().filter(s -> !isTrue(s.not())).map(s -> s.name().value()).toList();
    String path = decl.head().path() + ".skip";
    if (!names.contains(name.value())) {
      String close = DidYouMean.closest(name.value(), names);
      report(
          PlanCode.PLN122,
          name.span(),
          path,
          "there is no step `" + name.value() + "` that matches rows",
          close == null
              ? "there are: " + String.join(", ", names)
              : "did you mean `" + close + "`?");
    } else if (canBeFirst(skip, steps)) {
      report(
          PlanCode.PLN122,
          name.span(),
          path,
          "a match can start with that row of `" + name.value() + "`: the search would not move on",
          "`skip: to-next`");
    }
  }

  /** Whether the row that the search goes back to can be the one where the match began. */
  private static boolean canBeFirst(Skip skip, List<Step> steps) {
    for (Step step : steps) {
      if (step.name().value().equals(skip.step().value())) {
        boolean once = step.times() == null || step.times().from() == 1;
        return skip.kind() == Skip.Kind.TO_FIRST || once;
      }
      if (!isTrue(step.optional())) {
        return false;
      }
    }
    return false;
  }

  private static boolean isTrue(@Nullable Located<Boolean> flag) {
    return flag != null && flag.value();
  }

  private void options(Step step, Span span, String message) {
    report(PlanCode.PLN121, span, step.path(), message, null);
  }

  private void report(
      PlanCode code, Span span, String path, String message, @Nullable String help) {
    sound = false;
    resolution.out.add(Diagnostic.of(code, span, path, message).withHelp(help));
  }
}
