package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.WindowSpec;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether results of windows only add to what came before, or replace earlier ones. */
final class WindowModes {
  private final Resolution resolution;

  WindowModes(Resolution resolution) {
    this.resolution = resolution;
  }

  /**
   * The mode of a windowed aggregate: updates by key and window where windows have several results,
   * found by a measure that is a bound of the window. Warns where there is none.
   *
   * @param window null where it has mistakes
   */
  ChangeMode of(
      OperatorDecl.Aggregate decl,
      @Nullable WindowSpec window,
      List<Field> keys,
      List<Column> measures) {
    if (window == null || !window.timing().updates()) {
      return ChangeMode.append();
    }
    // Windows that cumulate share their start.
    boolean cumulating = window instanceof WindowSpec.Cumulating;
    Set<String> bounds = cumulating ? Set.of("window.end") : Set.of("window.start", "window.end");
    for (Column measure : measures) {
      if (bounds.contains(measure.expression().canonical())) {
        List<String> key = new ArrayList<>(keys.stream().map(Field::name).toList());
        key.add(measure.name());
        return new ChangeMode.Upsert(key);
      }
    }
    String bound = cumulating ? "window.end" : "window.start";
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN050,
                decl.head().id().span(),
                decl.head().path(),
                "results of `"
                    + decl.head().id().value()
                    + "` replace earlier ones of the same window, but do not say which window")
            .withHelp("add a measure: `" + (cumulating ? "to" : "from") + ": " + bound + "`"));
    return ChangeMode.retract();
  }
}
