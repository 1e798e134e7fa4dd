package io.millrace.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.testing.RecordPattern;
import io.millrace.compiler.testing.YamlJson;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlReader;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a record has the parts that a test wrote. */
final class RecordMatch {
  private RecordMatch() {}

  static boolean matches(RecordPattern pattern, SeenRecord record) {
    return part(pattern.key(), record.key())
        && part(pattern.value(), record.value())
        && pattern.headers().entrySet().stream()
            .allMatch(
                header -> Objects.equals(record.headers().get(header.getKey()), header.getValue()))
        && (pattern.timestampMillis() == null
            || pattern.timestampMillis().equals(record.timestampMillis()))
        && (pattern.topic() == null || pattern.topic().equals(record.topic()));
  }

  private static boolean part(@Nullable YamlNode pattern, byte @Nullable [] bytes) {
    if (pattern == null) {
      return true;
    }
    if (pattern instanceof YamlScalar scalar) {
      boolean none = scalar.kind() == YamlScalar.Kind.NULL;
      return none ? bytes == null : bytes != null && text(bytes).equals(scalar.value());
    }
    YamlNode json = bytes == null ? null : json(bytes);
    return json != null && YamlJson.same(pattern, json);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** The bytes as JSON, which is YAML as well; null if they are none. */
  static @Nullable YamlNode json(byte[] bytes) {
    Outcome<YamlDocument> read = YamlReader.read(new SourceFile("record", text(bytes)));
    return read.isOk() && !(read.get().root() instanceof YamlScalar) ? read.get().root() : null;
  }
}
