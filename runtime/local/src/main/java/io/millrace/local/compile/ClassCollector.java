package io.millrace.local.compile;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Keeps the classes that javac writes. */
final class ClassCollector extends ForwardingJavaFileManager<JavaFileManager> {
  private final NavigableMap<String, ClassObject> classes = new TreeMap<>();

  ClassCollector(JavaFileManager files) {
    super(files);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    String path = className.replace('.', '/') + kind.extension;
    return classes.computeIfAbsent(path, ClassObject::new);
  }

  /** Bytes by path, in a fixed order. */
  NavigableMap<String, byte[]> sorted() {
    NavigableMap<String, byte[]> sorted = new TreeMap<>();
    classes.forEach((path, written) -> sorted.put(path, written.bytes.toByteArray()));
    return sorted;
  }

  private static final class ClassObject extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClassObject(String path) {
      super(URI.create("compiled:///" + path), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      bytes.reset();
      return bytes;
    }
  }
}
