package io.millrace.compiler.generate;

import java.util.List;
import java.util.TreeSet;

/** The imports of a generated class, filled while its code is written. */
final class Imports {
  private final TreeSet<String> names = new TreeSet<>();

  /** Imports a class and gives its simple name; a nested one is named with its outer class. */
  String use(String qualified) {
    names.add(qualified);
    return qualified.substring(qualified.lastIndexOf('.') + 1);
  }

  List<String> sorted() {
    return List.copyOf(names);
  }
}
