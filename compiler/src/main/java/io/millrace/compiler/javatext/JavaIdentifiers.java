package io.millrace.compiler.javatext;

import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Turns names of a pipeline into Java identifiers. The result is always a legal identifier of ASCII
 * letters, digits and underscores, whatever the name holds.
 */
public final class JavaIdentifiers {
  /** Accessors that a record component must not hide, and the constant of generated records. */
  private static final Set<String> TAKEN =
      Set.of(
          "changeKind",
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "TYPE");

  private JavaIdentifiers() {}

  /** {@code big-orders} → {@code BigOrders}; {@code Payment} stays. */
  public static String type(String name) {
    StringBuilder out = new StringBuilder(name.length());
    boolean upper = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isWordCharacter(c)) {
        upper = true;
      } else {
        if (out.isEmpty() && c >= '0' && c <= '9') {
          out.append('_');
        }
        out.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return out.isEmpty() ? "Unnamed" : out.toString();
  }

  /** {@code big-orders} → {@code bigOrders}. */
  public static String variable(String name) {
    String type = type(name);
    return safe(Character.toLowerCase(type.charAt(0)) + type.substring(1));
  }

  /** A record field keeps its name unless Java takes it: {@code class} → {@code class_}. */
  public static String field(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (out.isEmpty() && c >= '0' && c <= '9') {
        out.append('_');
      }
      out.append(isWordCharacter(c) ? c : '_');
    }
    return safe(out.toString());
  }

  /** The flag that says whether a nullable primitive is there: {@code amountPresent}. */
  public static String presenceFlag(String fieldName) {
    return field(fieldName) + "Present";
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static String safe(String name) {
    return SourceVersion.isKeyword(name) || TAKEN.contains(name) || name.equals("_")
        ? name + "_"
        : name;
  }
}
