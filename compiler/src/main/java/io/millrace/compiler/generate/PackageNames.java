package io.millrace.compiler.generate;

import java.util.Locale;
import javax.lang.model.SourceVersion;

/** Java packages from the names of pipelines and libraries. */
public final class PackageNames {
  private PackageNames() {}

  /** {@code fraud-watch} → {@code fraudwatch}, below another package. */
  static String below(String parent, String name) {
    StringBuilder last = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') {
        last.append(c);
      }
    }
    if (last.isEmpty()) {
      last.append("pipeline");
    }
    if (Character.isDigit(last.charAt(0)) || SourceVersion.isKeyword(last)) {
      last.insert(0, '_');
    }
    return parent + "." + last;
  }

  /** The package of a library's types. */
  public static String ofLibrary(String basePackage, String library) {
    return below(basePackage + ".shared", library);
  }
}
