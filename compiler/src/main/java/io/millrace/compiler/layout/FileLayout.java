package io.millrace.compiler.layout;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file in its one form: indented by two spaces, one space inside of braces and behind colons and
 * commas, one blank line where there were several. Comments, the order of entries, quotes, anchors
 * and where the author broke lines stay.
 *
 * @param text the form; of a file that cannot be laid out, what it was
 * @param problems why the file could not be read: it is left as it is
 * @param refusal why a file that can be read is left as it is; null: it is not
 */
public record FileLayout(String text, List<Diagnostic> problems, @Nullable String refusal) {
  public FileLayout {
    problems = List.copyOf(problems);
  }

  /**
   * Lays a file out. The result is read again, and dropped if it does not hold the same values,
   * written in the same styles, and the same comments.
   */
  public static FileLayout of(SourceFile file) {
    Outcome<YamlDocument> read = YamlReader.read(file);
    if (!read.isOk() || read.diagnostics().stream().anyMatch(Diagnostic::isError)) {
      return new FileLayout(file.text(), read.diagnostics(), null);
    }
    YamlNode root = read.get().root();
    try {
      String text = new BlockWriter(file.text()).write(root);
      SameContent.require(file, root, new SourceFile(file.name(), text));
      return new FileLayout(text, List.of(), null);
    } catch (NotLaidOutException e) {
      return new FileLayout(file.text(), List.of(), e.getMessage());
    }
  }

  /** Whether the file was read, and has its form now. */
  public boolean isLaidOut() {
    return problems.isEmpty() && refusal == null;
  }
}
