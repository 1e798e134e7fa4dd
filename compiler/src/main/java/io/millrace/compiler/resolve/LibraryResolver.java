package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.model.LibraryDecl;
import io.millrace.compiler.model.PipelineDecl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The declarations of a library, checked by themselves: what is wrong in them is said once. */
public final class LibraryResolver {
  private LibraryResolver() {}

  /** The library with its types, or all mistakes in it. */
  public static Outcome<Library> resolve(LibraryDecl decl, Imports imports, SchemaFiles files) {
    PipelineDecl alone =
        new PipelineDecl(
            decl.name(),
            decl.description(),
            decl.imports(),
            decl.parameters(),
            decl.connections(),
            decl.types(),
            decl.windows(),
            JobDecl.EMPTY,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            decl.span());
    Resolution resolution = new Resolution(alone, imports, files);
    new SettingsResolver(resolution).parameters();
    TypeResolver types = new TypeResolver(resolution, decl.name().value());
    types.resolveAll();
    var unused = new Connections(resolution);
    checkExports(decl, resolution);
    List<Diagnostic> found = resolution.out.sorted();
    if (resolution.out.hasErrors()) {
      return Outcome.failed(found);
    }
    List<Library> imported = imports.libraries().stream().map(Imports.Imported::library).toList();
    return new Outcome<>(
        new Library(
            decl, types.resolved(), imported, resolution.avroSchemas, resolution.protoMessages),
        found);
  }

  private static void checkExports(LibraryDecl decl, Resolution resolution) {
    if (decl.exports() == null) {
      return;
    }
    Set<String> declared = new LinkedHashSet<>();
    decl.types().forEach(type -> declared.add(type.id().value()));
    decl.connections().forEach(connection -> declared.add(connection.id().value()));
    decl.windows().forEach(window -> declared.add(window.id().value()));
    List<Located<String>> exports = new ArrayList<>(decl.exports());
    for (int i = 0; i < exports.size(); i++) {
      Located<String> name = exports.get(i);
      if (!declared.contains(name.value())) {
        String close = DidYouMean.closest(name.value(), declared);
        resolution.out.add(
            Diagnostic.of(
                    ReuseCode.REF044,
                    name.span(),
                    "exports[" + i + "]",
                    "the library declares no `" + name.value() + "`")
                .withLabel(close == null ? "" : "did you mean `" + close + "`?"));
      }
    }
  }
}
