package io.millrace.compiler.generate.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.generate.record.CompiledSources;
import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.record.RecordWriter;
import io.millrace.compiler.generate.record.Samples;
import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Decoders and encoders as generated, compiled and run. */
@Tag("thorough")
class GeneratedFormatsTest {
  private static final String FULL =
      """
      {"account":"a\\"1","amount":12.5,"count":-3,"ok":true,"checked":false,\
      "at":"2026-01-31T12:00:00.123456Z","seenAt":1769860800123,"took":"PT1H30M","note":"ünï 🎉",\
      "payload":"AAEC","rate":2.0,"in":7,"class":"gold","tags":["x","y"],"counts":{"k":1,"l":2},\
      "matrix":[[1.0,2.5],[]],"home":{"city":"Bern","zip":3000},"work":{"city":"Basel"},\
      "previous":[{"city":"Chur"}]}""";

  @Test
  void jsonDocumentsSurviveDecodingAndEncoding() throws DecodeException {
    assertThat(through(json(Samples.PAYMENT, Samples.PAYMENT), FULL)).isEqualTo(FULL);
  }

  @Test
  void absentAndNullFieldsAreOmittedAndDefaultsFilledIn() throws DecodeException {
    String sparse =
        """
        {"account":"a","amount":1,"ok":true,"at":"2026-01-31T12:00:00Z","note":null,"rate":null,
         "tags":[],"home":{"city":"Bern","street":{"name":["x"]}},"unknown":[1,{"a":null}]}""";
    assertThat(through(json(Samples.PAYMENT, Samples.PAYMENT), sparse))
        .isEqualTo(
            """
            {"account":"a","amount":1.0,"ok":true,"at":"2026-01-31T12:00:00Z","rate":1.5,\
            "tags":[],"home":{"city":"Bern"}}""");
  }

  @Test
  void fieldsAreFoundInAnyOrderByAliasAndWithEscapesInNames() throws DecodeException {
    CompiledSources classes = json(Samples.PAYMENT, Samples.PAYMENT);
    RecordDecoder<Object> decoder = classes.create(Samples.PACKAGE + ".InDecoder");
    String declared =
        """
        {"account":"a","amount":1.0,"ok":true,"at":"2026-01-31T12:00:00Z","seenAt":5,"rate":9.0,\
        "tags":[],"home":{"city":"Bern"}}""";
    String mixed =
        """
        {"home":{"city":"Bern"},"seen_at":5,"r":9.0,"tags":[],"\\u0061t":"2026-01-31T12:00:00Z",\
        "ok":true,"amount":1.0,"account":"a"}""";
    String both =
        """
        {"home":{"city":"Bern"},"seen_at":6,"seenAt":5,"rate":9.0,"r":8.0,"tags":[],\
        "at":"2026-01-31T12:00:00Z","ok":true,"amount":1.0,"account":"b","account":"a"}""";
    Object expected = decode(decoder, declared);
    for (int i = 0; i < 3; i++) {
      assertThat(decode(decoder, mixed)).isEqualTo(expected);
      assertThat(decode(decoder, both)).isEqualTo(expected);
      assertThat(decode(decoder, declared)).isEqualTo(expected);
    }
  }

  @Test
  void errorsSayWhatAndWhere() {
    RecordDecoder<Object> decoder =
        json(Samples.PAYMENT, Samples.PAYMENT).create(Samples.PACKAGE + ".InDecoder");
    assertError(
        decoder, "{\"amount\":\"12\"}", "field amount: expected a number, found text at byte 10");
    assertError(
        decoder,
        "{\"home\":{\"zip\":1}}",
        "field home.city: missing in the object that ends at byte 16");
    assertError(
        decoder, "{\"tags\":[\"a\",1]}", "field tags[1]: expected text, found a number at byte 13");
    assertError(
        decoder,
        "{\"previous\":[{\"city\":\"a\"},{\"city\":null}]}",
        "field previous[1].city: expected text, found null at byte 34");
    assertError(
        decoder, "{\"account\":\"a\"}", "field amount: missing in the object that ends at byte 14");
    assertError(
        decoder, FULL + "x", "expected the end, found `x` at byte " + FULL.getBytes(UTF_8).length);
    assertError(decoder, "", "expected an object, found the end at byte 0");
    assertError(
        decoder, "{\"count\":1.5}", "field count: expected an int of 64 bits, found 1.5 at byte 9");
    assertError(
        decoder,
        "{\"count\":9223372036854775808}",
        "field count: expected an int of 64 bits, found 9223372036854775808 at byte 9");
    assertError(
        decoder,
        "{\"at\":\"yesterday\"}",
        "field at: expected a timestamp such as 2026-01-31T12:00:00Z, found \"yesterday\" at byte 7");
    assertError(
        decoder,
        "{\"amount\":1e999}",
        "field amount: expected a number within the range of doubles, found 1e999 at byte 10");
    assertError(
        decoder,
        "{\"x\":" + "[".repeat(1100) + "]".repeat(1100) + "}",
        "more than 1000 lists and objects within each other");
  }

  @Test
  void projectedDecodersReadOnlyWhatIsUsed() throws DecodeException {
    RecordType home = new RecordType("Home", List.of(field("zip", ScalarType.INT, true)));
    RecordType used =
        new RecordType(
            "Used",
            List.of(field("amount", ScalarType.DOUBLE, false), Field.of("home", home, false)));
    List<JavaFile> files = new ArrayList<>();
    files.add(record(home, RecordSpec.Kind.ROW));
    files.add(record(used, RecordSpec.Kind.SOURCE_ROW));
    files.add(decoder(used, Samples.PAYMENT, FormatDecl.Kind.JSON, ','));
    files.add(encoder(used, FormatDecl.Kind.JSON, ','));
    assertThat(through(CompiledSources.of(files), FULL))
        .isEqualTo("{\"amount\":12.5,\"home\":{\"zip\":3000}}");
  }

  @Test
  void namesThatGeneratedCodeUsesAreNoTrouble() throws DecodeException {
    RecordType wide =
        new RecordType(
            "Outer",
            List.of(
                Field.of("names", Samples.NAMES, false), Field.of("write", Samples.ADDRESS, true)));
    StringBuilder document = new StringBuilder("{\"names\":{");
    for (Field name : Samples.NAMES.fields()) {
      document
          .append(document.length() > 10 ? ",\"" : "\"")
          .append(name.name())
          .append("\":")
          .append(name.type() == ScalarType.INT ? "1" : "\"AAEC\"");
    }
    document.append("},\"write\":{\"city\":\"a\"}}");
    List<JavaFile> files = new ArrayList<>();
    files.add(record(Samples.NAMES, RecordSpec.Kind.ROW));
    files.add(record(Samples.ADDRESS, RecordSpec.Kind.ROW));
    files.add(record(wide, RecordSpec.Kind.SOURCE_ROW));
    files.add(decoder(wide, wide, FormatDecl.Kind.JSON, ','));
    files.add(encoder(wide, FormatDecl.Kind.JSON, ','));
    assertThat(through(CompiledSources.of(files), document.toString()))
        .isEqualTo(document.toString());
  }

  @Test
  void moreThan64FieldsAreCheckedToo() throws DecodeException {
    List<Field> fields = new ArrayList<>();
    StringBuilder document = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      fields.add(field("f" + i, ScalarType.INT, i % 3 == 0));
      document.append(i == 0 ? "{" : ",").append("\"f").append(i).append("\":").append(i);
    }
    RecordType wide = new RecordType("Wide", fields.subList(0, 100));
    CompiledSources classes = json(wide, new RecordType("Wide", fields));
    String all = document + "}";
    String expected = all.substring(0, all.indexOf(",\"f100\"")) + "}";
    assertThat(through(classes, all)).isEqualTo(expected);
    assertThatThrownBy(() -> through(classes, all.replace("\"f97\"", "\"g97\"")))
        .hasMessageStartingWith("field f97: missing");
  }

  @Test
  void csvRowsSurviveDecodingAndEncoding() throws DecodeException {
    RecordType row =
        new RecordType(
            "Row",
            List.of(
                field("name", ScalarType.STRING, false),
                field("count", ScalarType.INT, true),
                field("amount", ScalarType.DOUBLE, false),
                field("ok", ScalarType.BOOL, true),
                new Field(
                    "at",
                    "at",
                    ScalarType.TIMESTAMP,
                    false,
                    null,
                    List.of(),
                    TimestampForm.SECONDS),
                field("took", ScalarType.DURATION, true),
                field("note", ScalarType.STRING, true),
                field("payload", ScalarType.BYTES, true)));
    List<JavaFile> files = new ArrayList<>();
    files.add(record(row, RecordSpec.Kind.SOURCE_ROW));
    files.add(decoder(row, row, FormatDecl.Kind.CSV, ';'));
    files.add(encoder(row, FormatDecl.Kind.CSV, ';'));
    CompiledSources classes = CompiledSources.of(files);
    String full = "\"a;\"\"b\"\"\n\";-5;1.5;true;1700000000.25;PT1S;\"\";AAEC";
    assertThat(through(classes, full)).isEqualTo(full);
    assertThat(through(classes, "\"plain\"; 7 ;2;TRUE;1700000000\r\n"))
        .isEqualTo("plain;7;2.0;true;1700000000;;;");
    RecordDecoder<Object> decoder = classes.create(Samples.PACKAGE + ".InDecoder");
    assertError(decoder, "a;x;1;;0", "field count: expected an int, found `x` at byte 2");
    assertError(decoder, ";1;1;;0", "field name: expected text, found an empty cell");
    assertError(decoder, "a;1;1;;0;;;;x", "the row has 9 cells, but there are 8 columns");
    assertError(decoder, "\"a", "field name: expected a closing quote, found the end at byte 2");

    byte[] header = "note;at;amount;extra;name".getBytes(UTF_8);
    decoder.readHeader(header, 0, header.length);
    RecordEncoder<Object> encoder = classes.create(Samples.PACKAGE + ".OutEncoder");
    assertThat(new String(encoder.encode(decode(decoder, "n;0;1;?;a")), UTF_8))
        .isEqualTo("a;;1.0;;0;;n;");
  }

  @Test
  void decimalsAreRoundedToTheirScaleAndKeepAllItsDigits() throws DecodeException {
    DecimalType small = new DecimalType(6, 2);
    DecimalType large = new DecimalType(38, 10);
    Field rate =
        new Field(
            "rate",
            "rate",
            new DecimalType(5, 4),
            false,
            new BigDecimal("0.0810"),
            List.of(),
            TimestampForm.ISO);
    RecordType row =
        new RecordType(
            "Row", List.of(Field.of("price", small, false), Field.of("total", large, true), rate));
    RecordType nested =
        new RecordType(
            "Nested",
            List.of(
                Field.of("price", small, false),
                Field.of("list", new ListType(small), false),
                Field.of("map", new MapType(large), true)));
    CompiledSources json = json(nested, nested);
    assertThat(
            through(json, "{\"price\":\"-1.005\",\"list\":[1,2.5,1e3,0.004],\"map\":{\"a\":-0.5}}"))
        .isEqualTo(
            "{\"price\":-1.01,\"list\":[1.00,2.50,1000.00,0.00],\"map\":{\"a\":-0.5000000000}}");
    RecordDecoder<Object> decoder = json.create(Samples.PACKAGE + ".InDecoder");
    String expected =
        "field price: expected a decimal of 6 digits, 2 of them behind the point, found ";
    assertError(decoder, "{\"price\":12345.6}", expected + "12345.6 at byte 9");
    assertError(decoder, "{\"price\":9999.995}", expected + "9999.995 at byte 9");
    assertError(decoder, "{\"price\":1e999999999}", expected + "1e999999999 at byte 9");
    assertError(
        decoder, "{\"price\":true}", "field price: expected a decimal, found a bool at byte 9");
    assertError(
        decoder,
        "{\"price\":\"1,5\"}",
        "field price: expected a decimal in text, found \"1,5\" at byte 9");

    List<JavaFile> files = new ArrayList<>();
    files.add(record(row, RecordSpec.Kind.SOURCE_ROW));
    files.add(decoder(row, row, FormatDecl.Kind.CSV, ';'));
    files.add(encoder(row, FormatDecl.Kind.CSV, ';'));
    CompiledSources csv = CompiledSources.of(files);
    assertThat(through(csv, " 1 ;1234567890123456789012345678.00000000005"))
        .isEqualTo("1.00;1234567890123456789012345678.0000000001;0.0810");
    assertError(
        csv.create(Samples.PACKAGE + ".InDecoder"),
        "12345;",
        "field price: expected a decimal of 6 digits, 2 of them behind the point, found `12345`"
            + " at byte 0");
  }

  @Test
  void rawBytesArePassedOn() throws DecodeException {
    RecordType line = new RecordType("Line", List.of(field("text", ScalarType.STRING, false)));
    RecordType blob = new RecordType("Blob", List.of(field("data", ScalarType.BYTES, false)));
    for (RecordType type : List.of(line, blob)) {
      CompiledSources classes =
          CompiledSources.of(
              List.of(
                  record(type, RecordSpec.Kind.SOURCE_ROW),
                  decoder(type, type, FormatDecl.Kind.RAW, ','),
                  encoder(type, FormatDecl.Kind.RAW, ',')));
      assertThat(through(classes, "any ünï")).isEqualTo("any ünï");
      RecordDecoder<Object> decoder = classes.create(Samples.PACKAGE + ".InDecoder");
      byte[] noText = {(byte) 0xff};
      if (type.equals(line)) {
        assertThatThrownBy(() -> decoder.decode(noText, 0, 1))
            .hasMessage("field text: expected UTF-8, found other bytes");
      } else {
        RecordEncoder<Object> encoder = classes.create(Samples.PACKAGE + ".OutEncoder");
        assertThat(encoder.encode(decoder.decode(noText, 0, 1))).isEqualTo(noText);
      }
    }
  }

  @Test
  void keysAreTextOrObjects() throws DecodeException {
    Map<List<String>, String> expected = new LinkedHashMap<>();
    expected.put(List.of("account"), "a\"1");
    expected.put(List.of("seen"), "1769860800123");
    expected.put(List.of("at"), "2026-01-31T12:00:00.123456Z");
    expected.put(List.of("amount"), "12.5");
    expected.put(List.of("checked"), "false");
    expected.put(List.of("took"), "PT1H30M");
    expected.put(List.of("payload"), "\0\1\2");
    expected.put(List.of("account", "seen"), "{\"account\":\"a\\\"1\",\"seenAt\":1769860800123}");
    expected.put(List.of("seen", "account"), "{\"seenAt\":1769860800123,\"account\":\"a\\\"1\"}");
    expected.put(List.of("tags"), "{\"tags\":[\"x\",\"y\"]}");
    List<JavaFile> files = payment();
    files.add(decoder(Samples.PAYMENT, Samples.PAYMENT, FormatDecl.Kind.JSON, ','));
    for (List<String> key : expected.keySet()) {
      files.add(
          EncoderWriter.write(
              EncoderSpec.key(
                  "a.yaml",
                  Samples.PACKAGE,
                  "Encoder" + String.join("", key),
                  "out",
                  Samples.PAYMENT,
                  key)));
    }
    CompiledSources classes = CompiledSources.of(files);
    Object row = decode(classes.create(Samples.PACKAGE + ".InDecoder"), FULL);
    expected.forEach(
        (key, text) -> {
          RecordEncoder<Object> encoder =
              classes.create(Samples.PACKAGE + ".Encoder" + String.join("", key));
          assertThat(new String(encoder.encode(row), UTF_8)).isEqualTo(text);
        });
  }

  private static CompiledSources json(RecordType used, RecordType wire) {
    List<JavaFile> files = used.equals(Samples.PAYMENT) ? payment() : new ArrayList<>();
    if (!used.equals(Samples.PAYMENT)) {
      files.add(record(used, RecordSpec.Kind.SOURCE_ROW));
    }
    files.add(decoder(used, wire, FormatDecl.Kind.JSON, ','));
    files.add(encoder(used, FormatDecl.Kind.JSON, ','));
    return CompiledSources.of(files);
  }

  private static List<JavaFile> payment() {
    List<JavaFile> files = new ArrayList<>();
    files.add(record(Samples.ADDRESS, RecordSpec.Kind.ROW));
    files.add(record(Samples.PAYMENT, RecordSpec.Kind.SOURCE_ROW));
    return files;
  }

  private static JavaFile record(RecordType type, RecordSpec.Kind kind) {
    return RecordWriter.write(RecordSpec.of("a.yaml", Samples.PACKAGE, type, kind));
  }

  private static JavaFile decoder(
      RecordType used, RecordType wire, FormatDecl.Kind format, char delimiter) {
    return DecoderWriter.write(
        new DecoderSpec(
            "a.yaml", Samples.PACKAGE, "InDecoder", "in", used, wire, format, delimiter, false));
  }

  private static JavaFile encoder(RecordType row, FormatDecl.Kind format, char delimiter) {
    return EncoderWriter.write(
        EncoderSpec.value(
            "a.yaml", Samples.PACKAGE, "OutEncoder", "out", row, format, delimiter, false));
  }

  private static Field field(String name, ScalarType type, boolean nullable) {
    return Field.of(name, type, nullable);
  }

  private static String through(CompiledSources classes, String text) throws DecodeException {
    RecordDecoder<Object> decoder = classes.create(Samples.PACKAGE + ".InDecoder");
    RecordEncoder<Object> encoder = classes.create(Samples.PACKAGE + ".OutEncoder");
    return new String(encoder.encode(decode(decoder, text)), UTF_8);
  }

  /** Decodes from the middle of an array, as from a buffer of a file. */
  private static Object decode(RecordDecoder<Object> decoder, String text) throws DecodeException {
    byte[] bytes = ("#" + text + "#").getBytes(UTF_8);
    return decoder.decode(bytes, 1, bytes.length - 2);
  }

  private static void assertError(
      RecordDecoder<Object> decoder, String text, @Nullable String message) {
    assertThatThrownBy(() -> decode(decoder, text))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(message);
  }
}
