package io.millrace.compiler.diag;

import java.util.Locale;
import java.util.Map;

/** Decides whether output is coloured. */
public final class ColorPolicy {
  private ColorPolicy() {}

  /**
   * Whether colour is wanted: never with {@code NO_COLOR}, otherwise always with {@code
   * FORCE_COLOR}, otherwise on a terminal that is not {@code dumb}. A variable that is empty does
   * not count, and {@code FORCE_COLOR=0} or {@code false} asks for none.
   *
   * @see <a href="https://no-color.org">no-color.org</a>
   * @see <a href="https://force-color.org">force-color.org</a>
   */
  public static boolean colorWanted(Map<String, String> env, boolean isTerminal) {
    if (!env.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String force = env.getOrDefault("FORCE_COLOR", "").toLowerCase(Locale.ROOT);
    if (!force.isEmpty()) {
      return !force.equals("0") && !force.equals("false");
    }
    return isTerminal && !env.getOrDefault("TERM", "").equals("dumb");
  }
}
