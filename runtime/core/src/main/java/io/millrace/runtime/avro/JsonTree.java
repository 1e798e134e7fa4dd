package io.millrace.runtime.avro;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.JsonReader;
import io.millrace.runtime.format.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small JSON documents as maps, lists, texts, doubles, booleans and null: schemas and the answers
 * of registries, never rows.
 */
final class JsonTree {
  private static final int MAX_DEPTH = 256;

  private JsonTree() {}

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  static @Nullable Object parse(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    JsonReader in = new JsonReader();
    in.reset(bytes, 0, bytes.length);
    try {
      Object value = value(in, 0);
      in.expectEnd();
      return value;
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A text as JSON. */
  static String quote(String text) {
    JsonWriter out = new JsonWriter();
    out.writeString(text);
    return new String(out.toBytes(), StandardCharsets.UTF_8);
  }

  private static @Nullable Object value(JsonReader in, int depth) throws DecodeException {
    if (depth > MAX_DEPTH) {
      throw new DecodeException("more than " + MAX_DEPTH + " levels");
    }
    switch (in.peek()) {
      case '{' -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (boolean more = in.beginMap(); more; more = in.nextEntry()) {
          object.put(in.readName(), value(in, depth + 1));
        }
        return object;
      }
      case '[' -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (boolean more = in.beginList(); more; more = in.nextElement()) {
          list.add(value(in, depth + 1));
        }
        return list;
      }
      case '"' -> {
        return in.readString();
      }
      case 't', 'f' -> {
        return in.readBool();
      }
      case 'n' -> {
        in.readNull();
        return null;
      }
      default -> {
        return in.readDouble();
      }
    }
  }
}
