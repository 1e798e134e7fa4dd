package io.millrace.compiler.api;

import io.millrace.compiler.bind.LibraryBinder;
import io.millrace.compiler.bind.Overlays;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.generate.PackageNames;
import io.millrace.compiler.generate.SharedRecords;
import io.millrace.compiler.model.ImportDecl;
import io.millrace.compiler.model.LibraryDecl;
import io.millrace.compiler.resolve.Imports;
import io.millrace.compiler.resolve.Library;
import io.millrace.compiler.resolve.LibraryResolver;
import io.millrace.compiler.resolve.SchemaFiles;
import io.millrace.compiler.schema.DocumentKind;
import io.millrace.compiler.schema.SchemaValidator;
import io.millrace.compiler.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The libraries of a request: each is loaded once, and what is wrong in it is said once. */
final class Libraries {
  private final SourceTree tree;
  private final Overlays overlays;
  private final String basePackage;
  private final Map<Path, @Nullable Library> loaded = new LinkedHashMap<>();
  private final Set<Path> open = new LinkedHashSet<>();
  private final Map<String, Located<String>> names = new HashMap<>();
  private final Diagnostics all = new Diagnostics();

  Libraries(SourceTree tree, Overlays overlays, String basePackage) {
    this.tree = tree;
    this.overlays = overlays;
    this.basePackage = basePackage;
  }

  /** The files that a file of the request may name. */
  SchemaFiles schemaFiles(Path from) {
    return new SchemaFiles(tree, from);
  }

  /** What was found in the files of libraries. */
  List<Diagnostic> diagnostics() {
    return all.sorted();
  }

  /** The classes of all types of all libraries. */
  List<GeneratedFile> classes() {
    List<GeneratedFile> files = new ArrayList<>();
    for (Library library : loaded.values()) {
      if (library != null) {
        SharedRecords.write(library.types().values(), basePackage)
            .forEach(file -> files.add(new GeneratedFile(file.path(), file.text())));
      }
    }
    return files;
  }

  /** Loads a library; null if there is something wrong in it. */
  @Nullable Library load(Path file) {
    Path path = file.toAbsolutePath().normalize();
    if (!loaded.containsKey(path)) {
      Diagnostics out = new Diagnostics();
      open.add(path);
      Outcome<YamlDocument> read = overlays.apply(path, tree.read(path));
      Library library = load(path, read, out);
      open.remove(path);
      if (read.isOk()) {
        SuppressedDiagnostics.remove(read.get().suppressions(), out);
      }
      loaded.put(path, out.hasErrors() ? null : library);
      all.addAll(out.sorted());
    }
    return loaded.get(path);
  }

  private @Nullable Library load(Path file, Outcome<YamlDocument> read, Diagnostics out) {
    out.addAll(read.diagnostics());
    if (out.hasErrors()) {
      return null;
    }
    out.addAll(SchemaValidator.validate(DocumentKind.LIBRARY, read.get().root()));
    if (out.hasErrors()) {
      return null;
    }
    Outcome<LibraryDecl> bound = LibraryBinder.bind(read.get());
    out.addAll(bound.diagnostics());
    if (!bound.isOk()) {
      return null;
    }
    LibraryDecl decl = bound.get();
    claim(decl.name(), out);
    List<SourceFile> texts = new ArrayList<>(List.of(decl.span().source()));
    texts.addAll(overlays.texts(file));
    Imports imports = imports(file, decl.imports(), texts, out);
    if (imports == null) {
      return null;
    }
    Outcome<Library> resolved = LibraryResolver.resolve(decl, imports, new SchemaFiles(tree, file));
    out.addAll(resolved.diagnostics());
    return resolved.value();
  }

  private void claim(Located<String> name, Diagnostics out) {
    Located<String> first =
        names.putIfAbsent(PackageNames.ofLibrary(basePackage, name.value()), name);
    if (first != null) {
      out.add(
          Diagnostic.of(
                  ReuseCode.REF045,
                  name.span(),
                  "name",
                  "library name `" + name.value() + "` is taken by " + first.span().source().name())
              .withRelated(first.span(), "the other library"));
    }
  }

  /**
   * What a file imports; null if some of it cannot be had.
   *
   * @param texts where the names of imported declarations may stand
   */
  @Nullable Imports imports(
      Path from, List<ImportDecl> decls, List<SourceFile> texts, Diagnostics out) {
    List<Imports.Imported> imported = new ArrayList<>();
    for (ImportDecl decl : decls) {
      Library library = imported(from, decl, out);
      if (library != null) {
        imported.add(new Imports.Imported(decl, library));
      }
    }
    return imported.size() == decls.size() ? new Imports(imported, texts) : null;
  }

  private @Nullable Library imported(Path from, ImportDecl decl, Diagnostics out) {
    List<Diagnostic> found = new ArrayList<>();
    Path file = tree.find(from, decl.file(), decl.path(), found);
    out.addAll(found);
    if (file == null) {
      return null;
    }
    if (open.contains(file)) {
      out.add(
          Diagnostic.of(
              ReuseCode.REF040,
              decl.file().span(),
              decl.path(),
              "`" + decl.file().value() + "` imports this file" + through(from, file)));
      return null;
    }
    Outcome<YamlDocument> read = tree.read(file);
    if (read.isOk() && DocumentKind.of(read.get().root()) != DocumentKind.LIBRARY) {
      out.add(
          Diagnostic.of(
                  ReuseCode.REF039,
                  decl.file().span(),
                  decl.path(),
                  "`" + decl.file().value() + "` is no library")
              .withHelp("a library says `kind: Library`"));
      return null;
    }
    return load(file);
  }

  /** The files between one that is still open and the one that names it again. */
  private String through(Path from, Path file) {
    List<Path> chain = new ArrayList<>(open);
    List<String> between =
        chain.subList(chain.indexOf(file) + 1, chain.size()).stream()
            .filter(path -> !path.equals(from))
            .map(tree::display)
            .toList();
    return between.isEmpty() ? "" : " through " + String.join(", ", between);
  }
}
