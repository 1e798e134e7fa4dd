package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.types.TimestampForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a declared type.
 *
 * @param type the type as text: {@code list<string>?}
 * @param wireName key in JSON or column in CSV, where it differs from the name
 */
public record FieldDecl(
    Located<String> name,
    SourceText type,
    @Nullable Located<String> wireName,
    @Nullable SourceText defaultValue,
    List<Located<String>> aliases,
    @Nullable Located<TimestampForm> form,
    String path) {
  public FieldDecl {
    aliases = List.copyOf(aliases);
  }
}
