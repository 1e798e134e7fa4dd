package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** A row that says what it does: {@code insert: { id: a }}. */
record ChangeRow(ExpectedRow.Change change, YamlMapping values) {
  /**
   * Takes a row apart.
   *
   * @param why a row of this place has to say what it does
   * @return null after a report
   */
  static @Nullable ChangeRow of(YamlMapping written, String why, String path, Diagnostics out) {
    if (written.entries().size() == 1
        && written.entries().get(0).value() instanceof YamlMapping values) {
      ExpectedRow.Change change =
          switch (written.entries().get(0).key().value()) {
            case "insert" -> ExpectedRow.Change.INSERT;
            case "before" -> ExpectedRow.Change.BEFORE;
            case "update" -> ExpectedRow.Change.UPDATE;
            case "delete" -> ExpectedRow.Change.DELETE;
            default -> ExpectedRow.Change.NONE;
          };
      if (change != ExpectedRow.Change.NONE) {
        return new ChangeRow(change, values);
      }
    }
    out.add(
        Diagnostic.of(
                TestCode.TST007,
                written.span(),
                path,
                why + ": a row says what it does, as `insert: { … }`")
            .withHelp(
                "`insert`, `before`, `update` or `delete`; of an output one can expect a `table`,"
                    + " which is what is left when all changes are applied"));
    return null;
  }
}
