package io.millrace.local;

import io.millrace.compiler.diag.ColorPolicy;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.TerminalRenderer;
import java.io.PrintStream;
import java.util.List;

/** Where the runner speaks: progress on standard output, problems on standard error. */
record Console(PrintStream out, PrintStream err) {
  static Console system() {
    return new Console(System.out, System.err);
  }

  /** Whether a person reads it. Asks by reflection: the method came with Java 22. */
  @SuppressWarnings("SystemConsoleNull") // told apart below
  boolean isTerminal() {
    java.io.Console system = System.console();
    if (system == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(system);
    } catch (NoSuchMethodException e) {
      return true; // before 22, null meant that there is no terminal
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Shows diagnostics in frames, if there are any. */
  void show(List<Diagnostic> diagnostics) {
    if (!diagnostics.isEmpty()) {
      boolean color = ColorPolicy.colorWanted(System.getenv(), isTerminal());
      err.println(new TerminalRenderer(color).render(diagnostics));
    }
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  void warn(String message) {
    err.println("warning: " + message);
  }

  void error(String message) {
    err.println("error: " + message);
  }
}
