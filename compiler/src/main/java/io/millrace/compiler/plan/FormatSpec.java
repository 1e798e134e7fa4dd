package io.millrace.compiler.plan;

import io.millrace.compiler.model.FormatDecl;
import java.util.Locale;

/** A format with its defaults filled in; delimiter and header matter for CSV only. */
public record FormatSpec(FormatDecl.Kind kind, char delimiter, boolean header) {
  public String display() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
