package io.millrace.compiler.generate.text;

/**
 * A generated class.
 *
 * @param path relative to the source root, with forward slashes
 */
public record JavaFile(String path, String text) {
  /** The file of a class in a package. */
  public static JavaFile of(String packageName, String className, String text) {
    return new JavaFile(packageName.replace('.', '/') + "/" + className + ".java", text);
  }
}
