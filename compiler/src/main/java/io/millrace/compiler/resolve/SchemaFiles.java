package io.millrace.compiler.resolve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.files.SourceTree;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema files that a file of declarations names. They are JSON, which the reader of YAML reads
 * too, so mistakes in them are shown where they stand.
 *
 * @param from the file that names them
 */
public record SchemaFiles(SourceTree tree, Path from) {
  /** The JSON of a file; null after a report. */
  @Nullable YamlNode json(Located<String> name, String path, Diagnostics out) {
    List<Diagnostic> found = new ArrayList<>();
    Path file = tree.find(from, name, path, found);
    out.addAll(found);
    if (file == null) {
      return null;
    }
    Outcome<YamlDocument> read = read(file);
    out.addAll(read.diagnostics());
    boolean sound = read.isOk() && read.diagnostics().stream().noneMatch(Diagnostic::isError);
    return sound ? read.get().root() : null;
  }

  /** The file that a name means; null after a report. */
  @Nullable Path find(Located<String> name, String path, Diagnostics out) {
    List<Diagnostic> found = new ArrayList<>();
    Path file = tree.find(from, name, path, found);
    out.addAll(found);
    return file;
  }

  /** The text of a file of the tree. */
  SourceFile text(Path file) {
    try {
      return new SourceFile(
          tree.display(file),
          UTF_8.newDecoder().decode(ByteBuffer.wrap(tree.bytes(file))).toString());
    } catch (IOException e) {
      // Not UTF-8, or not readable: it is shown as what its syntax then is.
      return new SourceFile(tree.display(file), "");
    }
  }

  /** JSON may be indented with tabs, YAML may not; in texts JSON does not allow them. */
  private Outcome<YamlDocument> read(Path file) {
    byte[] bytes;
    try {
      bytes = tree.bytes(file);
    } catch (IOException e) {
      return tree.read(file); // which says why
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\t') {
        bytes[i] = ' ';
      }
    }
    return YamlReader.read(tree.display(file), bytes);
  }
}
