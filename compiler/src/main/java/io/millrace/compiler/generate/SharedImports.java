package io.millrace.compiler.generate;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Imports the classes of shared types into generated files, all of which call records by their
 * simple names.
 */
final class SharedImports {
  private static final Pattern NO_CODE =
      Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Z]\\w*");
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);$", Pattern.MULTILINE);

  private final Map<String, String> packages = new TreeMap<>();

  SharedImports(Collection<RecordType> types, String basePackage) {
    for (RecordType type : types) {
      String library = type.library();
      if (library != null) {
        packages.put(
            JavaIdentifiers.type(type.name()), PackageNames.ofLibrary(basePackage, library));
      }
    }
  }

  /** The file with an import of each shared class that it names and that is of another package. */
  JavaFile addTo(JavaFile file) {
    if (packages.isEmpty()) {
      return file;
    }
    Matcher declared = PACKAGE.matcher(file.text());
    String own = declared.find() ? declared.group(1) : "";
    SortedSet<String> imports = new TreeSet<>();
    Matcher name = NAME.matcher(NO_CODE.matcher(file.text()).replaceAll(" "));
    while (name.find()) {
      String of = packages.get(name.group());
      if (of != null && !of.equals(own)) {
        imports.add("import " + of + "." + name.group() + ";");
      }
    }
    return imports.isEmpty() ? file : new JavaFile(file.path(), insert(file.text(), imports));
  }

  private static String insert(String text, SortedSet<String> imports) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int first = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("import ")) {
        first = first < 0 ? i : first;
        imports.add(lines.get(i));
      }
    }
    if (first < 0) {
      throw new IllegalArgumentException("no import in " + text);
    }
    int at = first;
    lines.removeIf(line -> line.startsWith("import "));
    lines.addAll(at, imports);
    return String.join("\n", lines);
  }
}
