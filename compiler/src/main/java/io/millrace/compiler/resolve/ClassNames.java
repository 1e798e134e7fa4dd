package io.millrace.compiler.resolve;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.LibraryNames;
import java.util.Locale;
import java.util.Set;

/**
 * Gives the records of a pipeline class names that clash neither with one another nor with what
 * generated code imports. Names that differ in case only clash too: some file systems fold case.
 */
final class ClassNames {
  private final Set<String> taken = LibraryNames.lowerCase();

  /** Takes a name, in lower case, that a class from elsewhere has. */
  void reserve(String lowerCase) {
    taken.add(lowerCase);
  }

  /** The class name itself if it is free, else with {@code Row}, {@code Row2}, … behind it. */
  String allocate(String preferred) {
    String base = JavaIdentifiers.type(preferred);
    String name = base;
    for (int i = 1; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "Row" + (i == 1 ? "" : String.valueOf(i));
    }
    return name;
  }
}
