package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.GenerateCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports the optional parts of the runtime that a pipeline needs and its project lacks. */
final class MissingModules {
  private MissingModules() {}

  /** Once a module, at the first node that needs it: one dependency satisfies all of them. */
  static void report(List<ModuleUse> uses, ProjectModules modules, Diagnostics out) {
    Set<String> seen = new HashSet<>();
    for (ModuleUse use : uses) {
      if (!seen.add(use.artifactId()) || modules.has().test(use.artifactId())) {
        continue;
      }
      out.add(
          Diagnostic.of(
                  GenerateCode.GEN003,
                  use.where(),
                  use.path(),
                  "this needs `" + use.artifactId() + "`, which the project does not depend on")
              .withHelp("add to the dependencies in pom.xml: " + dependency(use, modules)));
    }
  }

  private static String dependency(ModuleUse use, ProjectModules modules) {
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
        .formatted(use.groupId(), use.artifactId(), modules.version());
  }
}
