package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.model.ImportDecl;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a file imports.
 *
 * @param libraries in the order of the file
 * @param texts the files in which names of the libraries may stand: the importing one, and others
 *     that are copied into it
 */
public record Imports(List<Imported> libraries, List<SourceFile> texts) {
  /** No imports. */
  public static final Imports NONE = new Imports(List.of(), List.of());

  public Imports {
    libraries = List.copyOf(libraries);
    texts = List.copyOf(texts);
  }

  /** A library, and where it is imported. */
  public record Imported(ImportDecl at, Library library) {}

  /** The libraries and all that they import in turn. */
  Set<Library> closure() {
    Set<Library> all = new LinkedHashSet<>();
    libraries.forEach(imported -> all.addAll(imported.library().closure()));
    return all;
  }
}
