package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Span;
import java.util.List;

/** A list of values, in the order of the file. */
public record YamlSequence(List<YamlNode> items, Span span) implements YamlNode {
  public YamlSequence {
    items = List.copyOf(items);
  }
}
