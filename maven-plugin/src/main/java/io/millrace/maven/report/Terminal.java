package io.millrace.maven.report;

import java.io.Console;

/** Whether somebody sits in front of the output. */
public final class Terminal {
  private Terminal() {}

  /** Whether this JVM's standard streams are those of a terminal. */
  @SuppressWarnings("SystemConsoleNull") // before JDK 22; later isTerminal() tells
  public static boolean isAttached() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before JDK 22 there is a console only at a terminal
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
