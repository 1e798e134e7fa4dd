package io.millrace.compiler.generate.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gives each of several things a name of its own, near the one that it wishes. */
public final class UniqueNames {
  private final Map<Object, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Starts with names that nothing may get. */
  public UniqueNames(String... reserved) {
    taken.addAll(Set.of(reserved));
  }

  /** The name of a thing: {@code wish}, or with a number behind if another thing has it. */
  public String of(Object thing, String wish) {
    String known = names.get(thing);
    if (known != null) {
      return known;
    }
    String name = wish;
    for (int i = 2; !taken.add(name); i++) {
      name = wish + i;
    }
    names.put(thing, name);
    return name;
  }
}
