package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.util.List;

/** A named record type. */
public record TypeDecl(Located<String> id, List<FieldDecl> fields) {
  public TypeDecl {
    fields = List.copyOf(fields);
  }
}
