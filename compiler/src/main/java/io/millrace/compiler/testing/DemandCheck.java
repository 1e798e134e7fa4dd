package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.yaml.YamlMapping;
import java.util.List;

/** Finds demands on one output that cannot all hold. */
final class DemandCheck {
  private static final List<String> ALL = List.of("rows", "unordered");
  private static final List<String> SOME =
      List.of("rows", "unordered", "contains", "count", "records", "table");

  private final Diagnostics out;

  DemandCheck(Diagnostics out) {
    this.out = out;
  }

  void check(YamlMapping demands, ChangeMode mode, String path) {
    YamlMapping.Entry none = demands.entry("none");
    if (none != null) {
      SOME.forEach(name -> clash(demands, none, name, path));
    }
    YamlMapping.Entry first = demands.entry(ALL.get(0));
    if (first != null) {
      clash(demands, first, ALL.get(1), path);
    }
    YamlMapping.Entry table = demands.entry("table");
    if (table != null && mode.isAppend()) {
      out.add(
          Diagnostic.of(TestCode.TST007, table.key().span(), path, "the output does not update")
              .withHelp("unordered"));
    }
    boolean demanded =
        none != null
            || demands.get("state") != null
            || SOME.stream().anyMatch(name -> demands.get(name) != null);
    if (!demanded) {
      out.add(
          Diagnostic.of(
              TestCode.TST012, demands.span(), path, "nothing is expected of this output"));
    }
  }

  private void clash(YamlMapping demands, YamlMapping.Entry one, String other, String path) {
    YamlMapping.Entry second = demands.entry(other);
    if (second != null) {
      out.add(
          Diagnostic.of(
              TestCode.TST013,
              second.key().span(),
              path,
              "`" + other + "` does not go together with `" + one.key().value() + "`"));
    }
  }
}
