package io.millrace.runtime.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonNamesTest {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";

  /** The names of a document of numbers, by what the reader says of them; null: another one. */
  private static List<String> read(JsonNames names, String json) throws DecodeException {
    byte[] bytes = json.getBytes(UTF_8);
    JsonReader in = new JsonReader();
    in.reset(bytes, 0, bytes.length);
    List<String> found = new ArrayList<>();
    int last = -1;
    for (int field = in.beginObject(names);
        field != JsonReader.END;
        field = in.nextField(names, field)) {
      found.add(field < names.size() ? names.name(field) : null);
      assertThat(in.readLong()).isEqualTo(++last);
    }
    in.expectEnd();
    return found;
  }

  @Test
  void aNameOfAnyLengthIsNoOtherOne() throws Exception {
    for (int length = 0; length < 45; length++) {
      String name = LETTERS.substring(0, length);
      JsonNames names = JsonNames.of(name, "b");
      for (int i = 0; i < 3; i++) {
        assertThat(read(names, "{\"%s\":0,\"b\":1}".formatted(name))).containsExactly(name, "b");
      }
      for (int changed = 0; changed < length; changed++) {
        String other = name.substring(0, changed) + '_' + name.substring(changed + 1);
        assertThat(read(names, "{\"%s\":0}".formatted(other))).containsExactly((String) null);
        assertThat(read(names, "{\"%s\":0,\"b\":1}".formatted(name))).containsExactly(name, "b");
        assertThat(read(names, "{\"%s\" : 0,\"b\":1}".formatted(name))).containsExactly(name, "b");
      }
      assertThat(read(names, "{\"%sx\":0,\"x%s\":1}".formatted(name, name)))
          .containsExactly(null, null);
    }
  }

  @Test
  void namesThatNobodyDeclaredComeInAnyOrderAndNumber() throws Exception {
    Random random = new Random(1);
    JsonNames names = JsonNames.of("first", "second", "a name of many letters");
    for (int document = 0; document < 2_000; document++) {
      List<String> expected = new ArrayList<>();
      StringBuilder json = new StringBuilder("{");
      int fields = random.nextInt(6);
      for (int i = 0; i < fields; i++) {
        boolean declared = random.nextBoolean();
        // First few others, later many more than are learned.
        int other = random.nextInt(document < 1_000 ? 5 : 200);
        String name =
            declared ? names.name(random.nextInt(3)) : "u" + LETTERS.repeat(other % 3) + other;
        expected.add(declared ? name : null);
        json.append(i == 0 ? "" : ",").append('"').append(name).append("\":").append(i);
      }
      assertThat(read(names, json.append('}').toString())).as("%s", json).isEqualTo(expected);
    }
  }
}
