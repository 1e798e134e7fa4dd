package io.millrace.compiler.yaml;

import io.millrace.compiler.diag.Span;

/**
 * A value of a YAML document and where it stands.
 *
 * <p>Where an alias is used, the node's span is the use ({@code *name}); its children and the parts
 * of its text stand where the anchored value does.
 */
public sealed interface YamlNode permits YamlScalar, YamlSequence, YamlMapping {
  /** From the first to the last character of the content, without tag and anchor. */
  Span span();
}
