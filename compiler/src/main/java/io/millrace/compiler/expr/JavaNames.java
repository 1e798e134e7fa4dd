package io.millrace.compiler.expr;

import io.millrace.compiler.javatext.JavaIdentifiers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of local variables and constants of one expression, all with its prefix. */
final class JavaNames {
  private final String prefix;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> constants = new LinkedHashMap<>();
  private final Map<String, String> ofClass;

  /**
   * Names for one expression.
   *
   * @param ofClass constants of the class around it, by type and value; new ones are added
   */
  JavaNames(String prefix, Map<String, String> ofClass) {
    this.prefix = prefix;
    this.ofClass = ofClass;
  }

  /** A new variable: {@code whereTag} for a wish of {@code tag}. */
  String variable(String wish) {
    int end = wish.indexOf('#');
    String base = JavaIdentifiers.type(end < 0 ? wish : wish.substring(0, end));
    String name = JavaIdentifiers.variable(prefix + "-" + base);
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + i;
    }
    return unique;
  }

  /** The constant with that value, declared once in its class. */
  String constant(String type, String wish, String value) {
    String key = type + " = " + value;
    String known = ofClass.get(key);
    if (known != null) {
      return known;
    }
    String stem = JavaIdentifiers.variable(prefix + "-" + wish);
    String name = stem.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + "_" + i;
    }
    constants.put(key, unique);
    ofClass.put(key, unique);
    return unique;
  }

  List<String> declarations() {
    return constants.entrySet().stream()
        .map(
            entry -> {
              String[] parts = entry.getKey().split(" = ", 2);
              return "private static final "
                  + parts[0]
                  + " "
                  + entry.getValue()
                  + " = "
                  + parts[1]
                  + ";";
            })
        .toList();
  }
}
