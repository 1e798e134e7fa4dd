package io.millrace.compiler.yaml;

import java.util.List;

/** What a YAML file holds: one value, and the comments that silence diagnostics. */
public record YamlDocument(YamlNode root, List<Suppression> suppressions) {
  public YamlDocument {
    suppressions = List.copyOf(suppressions);
  }
}
