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
  /**
   * A file of another schema language, by its path from the file that names it.
   *
   * @param message for Protocol Buffers, else null
   */
  public record File(
      Language language, Located<String> name, @Nullable Message message, String path) {}

  /**
   * Which message of a file is meant.
   *
   * @param required fields that are never absent although the file lets them be
   * @param omitted fields that rows do not have
   */
  public record Message(
      Located<String> name, List<Located<String>> required, List<Located<String>> omitted) {
    public Message {
      required = List.copyOf(required);
      omitted = List.copyOf(omitted);
    }
  }

  /** The languages of schema files. */
  public enum Language {
    AVRO,
    JSON_SCHEMA,
    PROTO
  }

  /** A type whose fields stand in the pipeline. */
  public TypeDecl(Located<String> id, List<FieldDecl> fields) {
    this(id, fields, null);
  }

  public TypeDecl {
    fields = List.copyOf(fields);
  }
}
