package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named record type.
 *
 * @param fields empty if a file declares them
 * @param file the schema file that declares the fields, or null
 */
public record TypeDecl(Located<String> id, List<FieldDecl> fields, @Nullable File file) {
  /** A file of another schema language, by its path from the file that names it. */
  public record File(Language language, Located<String> name, String path) {}

  /** The languages of schema files. */
  public enum Language {
    AVRO,
    JSON_SCHEMA
  }

  /** A type whose fields stand in the pipeline. */
  public TypeDecl(Located<String> id, List<FieldDecl> fields) {
    this(id, fields, null);
  }

  public TypeDecl {
    fields = List.copyOf(fields);
  }
}
