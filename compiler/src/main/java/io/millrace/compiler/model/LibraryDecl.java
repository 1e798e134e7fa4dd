package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of declarations that pipelines share. Lists keep the order of the file.
 *
 * @param exports the names that importing files see; null: all
 */
public record LibraryDecl(
    Located<String> name,
    String description,
    List<ImportDecl> imports,
    @Nullable List<Located<String>> exports,
    List<ParameterDecl> parameters,
    List<ConnectionDecl> connections,
    List<TypeDecl> types,
    List<PipelineDecl.NamedWindow> windows,
    Span span) {
  public LibraryDecl {
    imports = List.copyOf(imports);
    exports = exports == null ? null : List.copyOf(exports);
    parameters = List.copyOf(parameters);
    connections = List.copyOf(connections);
    types = List.copyOf(types);
    windows = List.copyOf(windows);
  }

  /**
   * Whether importing files see a name. Parameters are always seen: their connections need them.
   */
  public boolean isExported(String declared) {
    return exports == null || exports.stream().anyMatch(name -> name.value().equals(declared));
  }
}
