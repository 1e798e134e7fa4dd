package io.millrace.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reader against Jackson's, on random documents, whole and damaged. */
class JsonReaderTest {
  private static final JsonNames NAMES =
      JsonNames.of(
          "id",
          "amount",
          "count",
          "ok",
          "at",
          "tags",
          "counts",
          "child",
          "data",
          "long_field_name_here");
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private boolean skipped;

  @Test
  @Tag("thorough")
  void readsWhatJacksonReads() {
    JsonDocuments documents = new JsonDocuments(1);
    int accepted = 0;
    for (int i = 0; i < 40_000; i++) {
      accepted += check(documents.next()) ? 1 : 0;
    }
    assertThat(accepted).isBetween(13_000, 39_000);
  }

  @Test
  @Tag("thorough")
  void refusesWhatJacksonRefuses() {
    JsonDocuments documents = new JsonDocuments(2);
    int accepted = 0;
    for (int i = 0; i < 80_000; i++) {
      accepted += check(documents.nextDamaged()) ? 1 : 0;
    }
    assertThat(accepted).isBetween(3_000, 60_000);
  }

  @Test
  void readsTimesWithEscapes() throws Exception {
    String text = "\"2026-01-31T14:00:00\\u002b02:00\" \"PT\\u0031H\"";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonReader in = new JsonReader();
    in.reset(bytes, 0, bytes.length);
    assertThat(in.readTimestamp()).isEqualTo(1_769_860_800_000_000L);
    assertThat(in.readDuration()).isEqualTo(3_600_000_000L);
    byte[] wrong = "\"2026-01-31T14:00:00\\u002b2\"".getBytes(StandardCharsets.UTF_8);
    in.reset(wrong, 0, wrong.length);
    assertThatThrownBy(in::readTimestamp)
        .hasMessage(
            "expected a timestamp such as 2026-01-31T12:00:00Z,"
                + " found \"2026-01-31T14:00:00\\u002b2\" at byte 1");
  }

  /** Compares; whether the document was read. */
  private boolean check(byte[] document) {
    Map<String, Object> expected = null;
    String why = "";
    try {
      expected = expected(document);
    } catch (IOException e) {
      why = e.getMessage();
    }
    skipped = false;
    Map<String, Object> actual = null;
    // Not at the start of the array, and with bytes behind that go on as JSON could.
    byte[] bytes = ByteBuffer.allocate(document.length + 13).put(3, document).array();
    Arrays.fill(bytes, document.length + 3, bytes.length, (byte) '0');
    String error = "";
    try {
      JsonReader in = new JsonReader();
      in.reset(bytes, 3, document.length);
      actual = read(in);
      in.expectEnd();
    } catch (DecodeException e) {
      actual = null;
      error = e.getMessage();
    }
    // A value that nobody asks for is only read as far as its structure.
    boolean lenient = expected == null && skipped;
    if (!lenient && !Objects.equals(actual, expected)) {
      fail(
          "%s\nexpected %s %s\nactual %s %s",
          new String(document, StandardCharsets.UTF_8), expected, why, actual, error);
    }
    return actual != null;
  }

  private Map<String, Object> read(JsonReader in) throws DecodeException {
    Map<String, Object> out = new LinkedHashMap<>();
    for (int field = in.beginObject(NAMES);
        field != JsonReader.END;
        field = in.nextField(NAMES, field)) {
      switch (field) {
        case 0 -> out.put("id", in.readString());
        case 1 -> out.put("amount", in.readDouble());
        case 2 -> put(out, "count", in.readNull() ? null : in.readLong());
        case 3 -> put(out, "ok", in.readNull() ? null : in.readBool());
        case 4 -> out.put("at", in.readEpochMillis());
        case 5 -> {
          List<String> tags = new ArrayList<>();
          for (boolean more = in.beginList(); more; more = in.nextElement()) {
            tags.add(in.readString());
          }
          out.put("tags", tags);
        }
        case 6 -> {
          Map<String, Double> counts = new LinkedHashMap<>();
          for (boolean more = in.beginMap(); more; more = in.nextEntry()) {
            counts.put(in.readName(), in.readDouble());
          }
          out.put("counts", counts);
        }
        case 7 -> put(out, "child", in.readNull() ? null : read(in));
        case 8 -> out.put("data", ByteBuffer.wrap(in.readBytes()));
        case 9 -> out.put("long_field_name_here", in.readString());
        default -> {
          skipped = true;
          in.skipValue();
        }
      }
    }
    return out;
  }

  private static void put(Map<String, Object> out, String name, @Nullable Object value) {
    if (value == null) {
      out.remove(name);
    } else {
      out.put(name, value);
    }
  }

  private static Map<String, Object> expected(byte[] document) throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonParseException(null, "no UTF-8");
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    try (JsonParser parser = JACKSON.createParser(text)) {
      parser.nextToken();
      Map<String, Object> out = expected(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "trailing tokens");
      }
      return out;
    }
  }

  private static Map<String, Object> expected(JsonParser in) throws IOException {
    Map<String, Object> out = new LinkedHashMap<>();
    expect(in, JsonToken.START_OBJECT);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "id", "long_field_name_here" -> out.put(name, text(in));
        case "amount" -> out.put(name, real(in));
        case "count" ->
            put(out, name, in.currentToken() == JsonToken.VALUE_NULL ? null : whole(in));
        case "ok" ->
            put(out, name, in.currentToken() == JsonToken.VALUE_NULL ? null : in.getBooleanValue());
        case "at" -> out.put(name, micros(in));
        case "tags" -> {
          List<String> tags = new ArrayList<>();
          expect(in, JsonToken.START_ARRAY);
          while (in.nextToken() != JsonToken.END_ARRAY) {
            tags.add(text(in));
          }
          out.put(name, tags);
        }
        case "counts" -> {
          Map<String, Double> counts = new LinkedHashMap<>();
          expect(in, JsonToken.START_OBJECT);
          while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            counts.put(whole(key), real(in));
          }
          out.put(name, counts);
        }
        case "child" ->
            put(out, name, in.currentToken() == JsonToken.VALUE_NULL ? null : expected(in));
        case "data" -> {
          try {
            out.put(name, ByteBuffer.wrap(Base64.getDecoder().decode(text(in))));
          } catch (IllegalArgumentException e) {
            throw new JsonParseException(in, "no base64");
          }
        }
        default -> in.skipChildren();
      }
    }
    return out;
  }

  private static void expect(JsonParser in, JsonToken token) throws IOException {
    if (in.currentToken() != token) {
      throw new JsonParseException(in, "expected " + token);
    }
  }

  private static String text(JsonParser in) throws IOException {
    expect(in, JsonToken.VALUE_STRING);
    return whole(in.getText());
  }

  /** Half surrogate pairs as U+FFFD. */
  private static String whole(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    return text.codePoints()
        .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static double real(JsonParser in) throws IOException {
    decimalText(in);
    double value = Double.parseDouble(in.getText());
    if (Double.isInfinite(value)) {
      throw new JsonParseException(in, "out of range");
    }
    return value;
  }

  private static long whole(JsonParser in) throws IOException {
    try {
      return decimalText(in).longValueExact();
    } catch (ArithmeticException e) {
      throw new JsonParseException(in, "no long");
    }
  }

  private static long micros(JsonParser in) throws IOException {
    try {
      return decimalText(in).movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
    } catch (ArithmeticException e) {
      throw new JsonParseException(in, "no long");
    }
  }

  private static BigDecimal decimalText(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw new JsonParseException(in, "no number");
    }
    BigDecimal value;
    try {
      value = new BigDecimal(in.getText());
    } catch (NumberFormatException e) {
      throw new JsonParseException(in, "no number");
    }
    if (value.signum() != 0 && value.scale() > 5000) {
      return BigDecimal.valueOf(value.signum(), 100);
    }
    if (value.signum() != 0 && value.scale() < -5000) {
      return BigDecimal.TEN.pow(100);
    }
    return value;
  }

  @Test
  void readsAWholeDocumentOnly() {
    assertThatThrownBy(() -> skip("{} {}"))
        .hasMessage("expected the end, found an object at byte 3");
    assertThatThrownBy(() -> skip("")).hasMessage("expected a value, found the end at byte 0");
    assertThatThrownBy(() -> skip("[1,]")).hasMessageContaining("expected a value, found `]`");
    assertThatThrownBy(() -> skip("[1}")).hasMessageContaining("expected `,` or `]`, found `}`");
    assertThatThrownBy(() -> skip("{\"a\" 1}"))
        .hasMessageContaining("expected `:`, found a number");
    assertThatThrownBy(() -> skip("{a:1}")).hasMessageContaining("expected a name");
    assertThatThrownBy(() -> skip("\"a\\\"")).hasMessageContaining("expected a closing quote");
    assertThatThrownBy(() -> skip("01")).hasMessageContaining("expected a value, found 01");
    assertThatThrownBy(() -> skip("nul")).hasMessageContaining("expected `null`");
  }

  @Test
  void skipsAnything() throws DecodeException {
    skip("[1,-2.5e3,\"a\\\\\",\"\\\"\",{\"a\":{},\"b\":[[]]},null,true,false]");
    skip("[".repeat(500) + "]".repeat(500));
    assertThatThrownBy(() -> skip("[".repeat(100_000)))
        .hasMessageContaining("more than 512 lists and objects within each other");
  }

  private static void skip(String document) throws DecodeException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    JsonReader in = new JsonReader();
    in.reset(bytes, 0, bytes.length);
    in.skipValue();
    in.expectEnd();
  }
}
