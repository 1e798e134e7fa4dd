package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.ProcessDecl;
import io.millrace.compiler.model.ProcessDecl.SetTimer;
import io.millrace.compiler.model.ProcessDecl.TimeDomain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The timers of a process: where they are set and cancelled, and which rules they have. */
final class ProcessTimers {
  private final Resolution resolution;
  private final ProcessDecl decl;
  private final Inputs.Merged input;
  private final Map<String, SetTimer> set = new LinkedHashMap<>();
  private final List<SetTimer> all = new ArrayList<>();
  private final List<Located<String>> cancelled = new ArrayList<>();

  ProcessTimers(Resolution resolution, ProcessDecl decl, Inputs.Merged input) {
    this.resolution = resolution;
    this.decl = decl;
    this.input = input;
  }

  void add(SetTimer timer) {
    all.add(timer);
    set.putIfAbsent(timer.name().value(), timer);
  }

  void addCancelled(Located<String> timer) {
    cancelled.add(timer);
  }

  boolean isProcessingTime(String timer) {
    SetTimer first = set.get(timer);
    return first != null && domain(first) == TimeDomain.PROCESSING;
  }

  private static TimeDomain domain(SetTimer timer) {
    return timer.time() == null ? TimeDomain.EVENT : timer.time().value();
  }

  /** Reports timers that cannot work; true if there are none. */
  boolean check() {
    Set<String> ruled = new LinkedHashSet<>();
    decl.onTimer().forEach(rules -> ruled.add(rules.timer().value()));
    boolean sound = true;
    for (ProcessDecl.TimerRules rules : decl.onTimer()) {
      sound &=
          isSet(
              rules.timer(), "on-timer", "no rule sets the timer `" + rules.timer().value() + "`");
    }
    for (Located<String> name : cancelled) {
      sound &= isSet(name, "cancel-timer", "no rule sets the timer `" + name.value() + "`");
    }
    for (SetTimer timer : set.values()) {
      if (!ruled.contains(timer.name().value())) {
        resolution.out.add(
            Diagnostic.of(
                    ReferenceCode.REF036,
                    timer.name().span(),
                    timer.path(),
                    "the timer `"
                        + timer.name().value()
                        + "` has no rules, so nothing would happen")
                .withHelp("`on-timer: { " + timer.name().value() + ": [ … ] }`"));
        sound = false;
      }
    }
    for (SetTimer timer : all) {
      sound &= agrees(timer) && fires(timer);
    }
    return sound;
  }

  private boolean isSet(Located<String> name, String key, String message) {
    if (set.containsKey(name.value())) {
      return true;
    }
    String close = io.millrace.compiler.diag.DidYouMean.closest(name.value(), set.keySet());
    resolution.out.add(
        Diagnostic.of(ReferenceCode.REF035, name.span(), decl.head().path() + "." + key, message)
            .withLabel(close == null ? "" : "did you mean `" + close + "`?")
            .withHelp(
                close == null
                    ? "set it in a rule: `timer: { " + name.value() + ": { after: 10m } }`"
                    : null));
    return false;
  }

  private boolean agrees(SetTimer timer) {
    SetTimer first = set.get(timer.name().value());
    if (first == null || domain(first) == domain(timer)) {
      return true;
    }
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN095,
                timer.time() == null ? timer.name().span() : timer.time().span(),
                timer.path(),
                "the timer `"
                    + timer.name().value()
                    + "` follows "
                    + word(timer)
                    + " time here and "
                    + word(first)
                    + " time elsewhere")
            .withRelated(
                first.time() == null ? first.name().span() : first.time().span(),
                "set first here"));
    return false;
  }

  private static String word(SetTimer timer) {
    return domain(timer) == TimeDomain.EVENT ? "event" : "processing";
  }

  private boolean fires(SetTimer timer) {
    if (domain(timer) == TimeDomain.PROCESSING || input.shape().watermarked()) {
      return true;
    }
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN090,
                timer.name().span(),
                timer.path(),
                "the timer `"
                    + timer.name().value()
                    + "` would never fire: no watermarks come from `"
                    + input.refs().get(0).display()
                    + "`")
            .withHelp(
                "declare event time on every source that reaches it, or set the timer with"
                    + " `time: processing`"));
    return false;
  }
}
