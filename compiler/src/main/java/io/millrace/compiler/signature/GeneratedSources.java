package io.millrace.compiler.signature;

import io.millrace.compiler.generate.text.JavaFile;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/** Adds generated files, which need not be on disk yet, to what javac finds on its source path. */
final class GeneratedSources extends ForwardingJavaFileManager<JavaFileManager> {
  private final List<Source> generated;

  GeneratedSources(JavaFileManager files, List<JavaFile> generated) {
    super(files);
    this.generated = generated.stream().map(Source::new).toList();
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    Iterable<JavaFileObject> found = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.SOURCE_PATH || !kinds.contains(JavaFileObject.Kind.SOURCE)) {
      return found;
    }
    List<Source> own =
        generated.stream().filter(source -> source.packageName.equals(packageName)).toList();
    List<JavaFileObject> all = new ArrayList<>(own);
    for (JavaFileObject file : found) {
      // Of a class that is generated anew, an older text may lie there.
      if (own.stream().noneMatch(source -> source.fileName.equals(simpleName(file)))) {
        all.add(file);
      }
    }
    return all;
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    boolean generatedFile = one instanceof Source || other instanceof Source;
    return generatedFile ? one == other : super.isSameFile(one, other);
  }

  private static String simpleName(JavaFileObject file) {
    String path = file.getName().replace('\\', '/');
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof Source source
        ? source.packageName + "." + source.fileName.replace(".java", "")
        : super.inferBinaryName(location, file);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String packageName;
    private final String fileName;
    private final String text;

    Source(JavaFile file) {
      super(URI.create("generated:///" + file.path()), Kind.SOURCE);
      int slash = file.path().lastIndexOf('/');
      this.packageName = file.path().substring(0, Math.max(0, slash)).replace('/', '.');
      this.fileName = file.path().substring(slash + 1);
      this.text = file.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
