package io.millrace.local;

import java.io.PrintStream;

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
