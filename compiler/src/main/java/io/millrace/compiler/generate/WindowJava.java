package io.millrace.compiler.generate;

import io.millrace.compiler.plan.WindowSpec;
import java.time.Duration;

/** The Java that makes a window. */
final class WindowJava {
  private final Imports imports;

  WindowJava(Imports imports) {
    this.imports = imports;
  }

  String make(WindowSpec window) {
    String windows = imports.use("io.millrace.runtime.window.Windows");
    String java;
    if (window instanceof WindowSpec.Tumbling w) {
      java = windows + ".tumbling(" + duration(w.size()) + ")" + offset(w.offset());
    } else if (window instanceof WindowSpec.Sliding w) {
      java =
          windows
              + ".sliding("
              + duration(w.size())
              + ", "
              + duration(w.slide())
              + ")"
              + offset(w.offset());
    } else {
      java = windows + ".session(" + duration(((WindowSpec.Session) window).gap()) + ")";
    }
    return window.allowedLateness().isZero()
        ? java
        : java + ".allowedLateness(" + duration(window.allowedLateness()) + ")";
  }

  private String offset(Duration offset) {
    return offset.isZero() ? "" : ".offset(" + duration(offset) + ")";
  }

  private String duration(Duration duration) {
    return DeployJava.duration(duration, imports);
  }
}
