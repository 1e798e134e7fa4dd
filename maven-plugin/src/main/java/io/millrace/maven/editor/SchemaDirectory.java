package io.millrace.maven.editor;

import io.millrace.compiler.schema.EditorSchema;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The schemas that editors read, in a module's build directory: those of the version of Millrace
 * that builds the module, without a network.
 */
public final class SchemaDirectory {
  /** Says by what the schemas were written, so that most builds need not make them. */
  private static final String MARK = ".written-by";

  private final Path directory;

  private SchemaDirectory(Path directory) {
    this.directory = directory;
  }

  /** The directory that the modelines of a new project name. */
  public static SchemaDirectory in(Path buildDirectory) {
    return new SchemaDirectory(buildDirectory.resolve("millrace").resolve("schemas"));
  }

  /**
   * Writes the schemas unless they are there.
   *
   * @param version of Millrace
   * @return whether anything was written
   */
  public boolean write(String version) throws IOException {
    Path mark = directory.resolve(MARK);
    String writer = version + " " + builtAt() + "\n";
    if (Files.exists(mark) && Files.readString(mark).equals(writer)) {
      return false;
    }
    Files.createDirectories(directory);
    for (Map.Entry<String, String> schema : EditorSchema.files().entrySet()) {
      Files.writeString(
          directory.resolve(schema.getKey()), schema.getValue(), StandardCharsets.UTF_8);
    }
    Files.writeString(mark, writer);
    return true;
  }

  /** Tells one build of a snapshot from the next. */
  private static String builtAt() throws IOException {
    try {
      Path code =
          Path.of(EditorSchema.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.getLastModifiedTime(code).toString();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
