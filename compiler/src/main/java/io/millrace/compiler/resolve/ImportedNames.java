package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.ConnectionDecl;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.TypeDecl;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The declarations of a file and of what it imports, in one; reports where they clash. */
final class ImportedNames {
  private final Imports imports;
  private final Diagnostics out;
  private final UsedWords used;
  private final Map<String, Located<String>> names = new HashMap<>();
  private final Map<String, RecordType> types = new LinkedHashMap<>();
  private final List<ParameterDecl> parameters;
  private final List<ConnectionDecl> connections;
  private final List<PipelineDecl.NamedWindow> windows;
  private boolean clashes;

  private ImportedNames(PipelineDecl own, Imports imports, Diagnostics out) {
    this.imports = imports;
    this.out = out;
    this.used = new UsedWords(imports.libraries().isEmpty() ? List.of() : imports.texts());
    this.parameters = new ArrayList<>(own.parameters());
    this.connections = new ArrayList<>(own.connections());
    this.windows = new ArrayList<>(own.windows());
    own.types().forEach(type -> names.put(type.id().value(), type.id()));
    connections.forEach(connection -> names.put(connection.id().value(), connection.id()));
    windows.forEach(window -> names.put(window.id().value(), window.id()));
  }

  /**
   * A file with what it imports.
   *
   * @param pipeline its own parameters, connections and windows, and those of its imports that it
   *     names
   * @param types imported types by the names that the file uses
   * @param classes names of the classes of all shared types that can occur in it
   */
  record Merged(PipelineDecl pipeline, Map<String, RecordType> types, Set<String> classes) {}

  static Merged merge(PipelineDecl own, Imports imports, Diagnostics out) {
    return new ImportedNames(own, imports, out).merge(own);
  }

  private Merged merge(PipelineDecl own) {
    for (Imports.Imported imported : imports.libraries()) {
      clashes = false;
      boolean any = addNames(imported);
      any |= addParameters(imported);
      if (!any && !clashes) {
        out.add(
            Diagnostic.of(
                ReuseCode.REF042,
                imported.at().file().span(),
                imported.at().path(),
                "nothing of library `" + imported.library().name() + "` is used"));
      }
    }
    return new Merged(own.with(parameters, connections, windows), types, classes());
  }

  /** Whether the file names any type, connection or window of the library. */
  private boolean addNames(Imports.Imported imported) {
    Library library = imported.library();
    boolean any = false;
    for (TypeDecl type : library.decl().types()) {
      if (claim(type.id(), imported)) {
        types.put(type.id().value(), library.types().get(type.id().value()));
        any |= used.contain(type.id().value());
      }
    }
    for (ConnectionDecl connection : library.decl().connections()) {
      if (claim(connection.id(), imported) && used.contain(connection.id().value())) {
        any = true;
        connections.add(connection);
        connection.texts().forEach(text -> used.add(text.text().value()));
      }
    }
    for (PipelineDecl.NamedWindow window : library.decl().windows()) {
      if (claim(window.id(), imported) && used.contain(window.id().value())) {
        any = true;
        windows.add(window);
      }
    }
    return any;
  }

  /** Whether the file sees the name, and nothing else has it. */
  private boolean claim(Located<String> name, Imports.Imported imported) {
    if (!imported.library().decl().isExported(name.value())) {
      return false;
    }
    Located<String> other = names.putIfAbsent(name.value(), name);
    if (other == null || other.span().equals(name.span())) {
      return other == null;
    }
    clashes = true;
    boolean own = other.span().source().name().equals(imported.at().file().span().source().name());
    out.add(
        Diagnostic.of(
                ReuseCode.REF041,
                imported.at().file().span(),
                imported.at().path(),
                "`"
                    + name.value()
                    + "` of library `"
                    + imported.library().name()
                    + "` is "
                    + (own ? "declared here, too" : "imported from another library, too"))
            .withRelated(name.span(), "the imported one")
            .withRelated(other.span(), own ? "the own one" : "the other one"));
    return false;
  }

  private boolean addParameters(Imports.Imported imported) {
    boolean any = false;
    for (ParameterDecl parameter : imported.library().decl().parameters()) {
      String name = parameter.name().value();
      ParameterDecl known = null;
      for (ParameterDecl other : parameters) {
        known = other.name().value().equals(name) ? other : known;
      }
      if (known == null) {
        if (used.contain(name)) {
          any = true;
          parameters.add(parameter);
        }
      } else {
        any = true;
        check(parameter, known, imported);
      }
    }
    return any;
  }

  private void check(ParameterDecl parameter, ParameterDecl known, Imports.Imported imported) {
    Span at = imported.at().file().span();
    boolean own = known.name().span().source().name().equals(at.source().name());
    boolean agrees =
        known.kind().value() == parameter.kind().value()
            && (own
                || (text(known.defaultValue()).equals(text(parameter.defaultValue()))
                    && Objects.equals(value(known.env()), value(parameter.env()))
                    && Objects.equals(value(known.file()), value(parameter.file()))));
    if (agrees) {
      return;
    }
    String name = parameter.name().value();
    String library = imported.library().name();
    Diagnostic diagnostic =
        own
            ? Diagnostic.of(
                ReuseCode.REF043,
                known.kind().span(),
                "parameters." + name + ".type",
                "parameter `"
                    + name
                    + "` is "
                    + word(parameter.kind().value())
                    + " in library `"
                    + library
                    + "`, not "
                    + word(known.kind().value()))
            : Diagnostic.of(
                ReuseCode.REF043,
                at,
                imported.at().path(),
                "parameter `"
                    + name
                    + "` of library `"
                    + library
                    + "` is declared otherwise there");
    out.add(
        diagnostic.withRelated(
            (own ? parameter : known).name().span(), own ? "in the library" : "there"));
  }

  private static String word(ParameterDecl.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable SourceText text) {
    return text == null ? "" : "=" + text.value();
  }

  private static @Nullable String value(@Nullable Located<String> located) {
    return located == null ? null : located.value();
  }

  /** The first import that brings a library along. */
  private Imports.Imported importOf(Library library) {
    for (Imports.Imported imported : imports.libraries()) {
      if (imported.library().closure().contains(library)) {
        return imported;
      }
    }
    throw new IllegalArgumentException("not imported: " + library.name());
  }

  /** Classes of all types that can be met here are called by their simple names. */
  private Set<String> classes() {
    Map<String, Library> owners = new LinkedHashMap<>();
    for (Library library : imports.closure()) {
      for (RecordType type : library.types().values()) {
        Library other = owners.putIfAbsent(type.name().toLowerCase(Locale.ROOT), library);
        if (other != null && names.get(type.name()) == null) {
          Imports.Imported at = importOf(library);
          out.add(
              Diagnostic.of(
                      ReuseCode.REF041,
                      at.at().file().span(),
                      at.at().path(),
                      "libraries `"
                          + other.name()
                          + "` and `"
                          + library.name()
                          + "` both have a class `"
                          + type.name()
                          + "`")
                  .withRelated(library.decl().name().span(), "the one")
                  .withRelated(other.decl().name().span(), "the other"));
        }
      }
    }
    return Set.copyOf(owners.keySet());
  }
}
