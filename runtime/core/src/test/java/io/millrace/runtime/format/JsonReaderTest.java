package io.millrace.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the reader says of wrong documents. {@code JsonDifferentialTest} compares its values. */
class JsonReaderTest {
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
    skip("[".repeat(1000) + "]".repeat(1000));
    assertThatThrownBy(() -> skip("[".repeat(100_000)))
        .hasMessageContaining("more than 1000 lists and objects within each other");
  }

  private static void skip(String document) throws DecodeException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    JsonReader in = new JsonReader();
    in.reset(bytes, 0, bytes.length);
    in.skipValue();
    in.expectEnd();
  }
}
