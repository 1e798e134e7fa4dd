package io.millrace.compiler.resolve;

import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.List;

/** JSON on one line. */
final class JsonText {
  private JsonText() {}

  /** A schema without its comments, which nothing reads when the job runs. */
  static String of(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      List<String> entries =
          mapping.entries().stream()
              .filter(entry -> !entry.key().value().equals("doc"))
              .map(entry -> quote(entry.key().value()) + ":" + of(entry.value()))
              .toList();
      return "{" + String.join(",", entries) + "}";
    }
    if (node instanceof YamlSequence sequence) {
      return "[" + String.join(",", sequence.items().stream().map(JsonText::of).toList()) + "]";
    }
    YamlScalar scalar = (YamlScalar) node;
    return scalar.kind() == YamlScalar.Kind.STRING ? quote(scalar.value()) : scalar.value();
  }

  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
