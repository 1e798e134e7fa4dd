package io.millrace.local.compile;

import io.millrace.compiler.api.GeneratedFile;
import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A generated source file as javac reads it. */
final class SourceObject extends SimpleJavaFileObject {
  private final GeneratedFile file;

  SourceObject(GeneratedFile file) {
    super(URI.create("generated:///" + file.path()), Kind.SOURCE);
    this.file = file;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return file.text();
  }

  @Override
  public String getName() {
    return file.path();
  }
}
