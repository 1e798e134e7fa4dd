package io.millrace.local.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.compile.GeneratedClasses;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What decoders of JSON in the mode {@code fast} do not look at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FastJsonTest {
  private static final int WIDE = 80;

  private static final String PIPELINE =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: fast
      connections:
        main: { type: kafka, bootstrap-servers: "localhost:9092" }
      types:
        Part: { fields: { n: int, m: int? } }
      sources:
        narrow:
          type: kafka
          connection: main
          topic: t
          format: { type: json, mode: fast }
          schema: { a: int, part: Part, other: string }
        wide:
          type: kafka
          connection: main
          topic: t
          format: { type: json, mode: fast }
          schema: { %s }
      operators:
        kept: { type: select, input: narrow, keep: [a, part] }
      sinks:
        narrow-out: { type: print, input: kept }
        wide-out: { type: print, input: wide }
      """
          .formatted(
              IntStream.range(0, WIDE)
                  .mapToObj(i -> "f" + i + ": int")
                  .collect(Collectors.joining(", ")));

  private GeneratedClasses classes;

  @BeforeAll
  void compile() {
    classes = GeneratedClasses.of(PIPELINE);
  }

  @AfterAll
  void close() {
    classes.close();
  }

  @Test
  void nothingBehindTheLastNeededFieldIsRead() throws DecodeException {
    assertThat(narrow("{\"part\":{\"n\":1,\"m\":2},\"a\":3 and anything"))
        .isEqualTo("Narrow[a=3, part=Part[n=1, m=2, mPresent=true]]");
    // Of an object inside only the end is looked for.
    assertThat(narrow("{\"part\":{\"n\":1,\"m\":2,\"x\":[? \"]}\" {]]},\"a\":3"))
        .isEqualTo("Narrow[a=3, part=Part[n=1, m=2, mPresent=true]]");
  }

  @Test
  void theFirstOfEqualNamesCounts() throws DecodeException {
    assertThat(narrow("{\"a\":3,\"a\":true,\"part\":{\"n\":1,\"n\":2,\"m\":null,\"m\":5}}"))
        .isEqualTo("Narrow[a=3, part=Part[n=1, m=0, mPresent=false]]");
  }

  @Test
  void valuesThatNothingReadsArePassedOver() throws DecodeException {
    String odd =
        "{\"x\":nothing,\"y\":\"\u0001\\x\",\"other\":[1 2 {]},\"a\":3,\"part\":{\"n\":1}}";
    assertThat(narrow(odd)).isEqualTo("Narrow[a=3, part=Part[n=1, m=0, mPresent=false]]");
  }

  @Test
  void whatIsReadIsChecked() {
    assertThatThrownBy(() -> narrow("{\"part\":{\"n\":1}}"))
        .hasMessage("field a: missing in the object that ends at byte 15");
    assertThatThrownBy(() -> narrow("{\"part\":{\"n\":1.5}}"))
        .hasMessage("field part.n: expected an int of 64 bits, found 1.5 at byte 13");
    assertThatThrownBy(() -> narrow("{\"a\":3 \"part\":{}}"))
        .hasMessageContaining("expected `,` or `}`, found text at byte 7");
    assertThatThrownBy(() -> narrow("{\"other\":,\"a\":3}"))
        .hasMessageContaining("expected a value, found `,` at byte 9");
    assertThatThrownBy(() -> narrow("{\"other\":\"x")).hasMessageContaining("a closing quote");
    assertThatThrownBy(() -> narrow("{\"other\":[[]"))
        .hasMessageContaining("expected a closing bracket, found the end");
    assertThatThrownBy(() -> narrow("")).hasMessageContaining("expected an object, found the end");
  }

  @Test
  void moreNamesThanBits() throws DecodeException {
    String members =
        IntStream.range(0, WIDE)
            .mapToObj(i -> "\"f" + i + "\":" + i + ",\"f" + i + "\":-1,\"x" + i + "\":?")
            .collect(Collectors.joining(","));
    String row =
        IntStream.range(0, WIDE).mapToObj(i -> "f" + i + "=" + i).collect(Collectors.joining(", "));
    assertThat(decode("WideDecoder", "{" + members + "}")).isEqualTo("Wide[" + row + "]");
    assertThatThrownBy(() -> decode("WideDecoder", "{" + members.replace("\"f70\"", "\"g\"") + "}"))
        .hasMessageContaining("field f70: missing");
  }

  private String narrow(String document) throws DecodeException {
    return decode("NarrowDecoder", document);
  }

  private String decode(String decoder, String document) throws DecodeException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return ((RecordDecoder<?>) classes.create(decoder)).decode(bytes, 0, bytes.length).toString();
  }
}
