package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.model.ImportDecl;
import io.millrace.compiler.model.LibraryDecl;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.List;

/** Turns a document that passed the schema of libraries into declarations. */
public final class LibraryBinder {
  private LibraryBinder() {}

  /** The declarations of a library file, with warnings; or errors. */
  public static Outcome<LibraryDecl> bind(YamlDocument document) {
    YamlMapping mapping = (YamlMapping) document.root();
    BindContext context = new BindContext(PipelineBinder.parameterNames(mapping));
    LibraryDecl library = bind(new Section(mapping, "", context));
    return context.hasErrors()
        ? Outcome.failed(context.found())
        : new Outcome<>(library, context.found());
  }

  private static LibraryDecl bind(Section root) {
    return new LibraryDecl(
        root.requiredText("name"),
        root.description(),
        imports(root),
        root.has("exports") ? root.names("exports") : null,
        root.each("parameters", PipelineBinder::parameter),
        root.each("connections", ConnectionBinder::bind),
        root.each("types", TypeBinder::type),
        root.each("windows", WindowBinder::named),
        root.span());
  }

  /** The imports of a file of any kind. */
  static List<ImportDecl> imports(Section root) {
    List<ImportDecl> imports = new ArrayList<>();
    for (Located<String> file : root.names("imports")) {
      imports.add(new ImportDecl(file, root.itemPath("imports", imports.size())));
    }
    return imports;
  }
}
