package io.millrace.compiler.schema;

import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.Locale;

/** What a file holds, by its {@code kind}; each kind has a published schema of its own. */
public enum DocumentKind {
  PIPELINE("Pipeline"),
  LIBRARY("Library"),
  FRAGMENT("Fragment"),
  TEST("Test"),
  OVERLAY("Overlay");

  private final String word;

  DocumentKind(String word) {
    this.word = word;
  }

  /** As it stands in a file. */
  public String word() {
    return word;
  }

  /** The file name of its schema. */
  public String schemaFile() {
    return word.toLowerCase(Locale.ROOT) + "-v1.schema.json";
  }

  /** The kind that a document says it is; a document that says none is taken for a pipeline. */
  public static DocumentKind of(YamlNode root) {
    if (root instanceof YamlMapping mapping && mapping.get("kind") instanceof YamlScalar scalar) {
      for (DocumentKind kind : values()) {
        if (kind.word.equals(scalar.value())) {
          return kind;
        }
      }
    }
    return PIPELINE;
  }
}
