package io.millrace.compiler.editor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings that {@code docs/editor.md} shows, so that tests use just these. */
final class EditorGuide {
  private static final Path GUIDE = Path.of("../docs/editor.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```");

  private EditorGuide() {}

  /** The block of JSON that has a key. */
  static JsonNode json(String key) throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(GUIDE));
    while (blocks.find()) {
      JsonNode block = JsonMapper.shared().readTree(blocks.group(1));
      if (block.has(key)) {
        return block;
      }
    }
    throw new IllegalStateException("the guide shows no " + key);
  }
}
