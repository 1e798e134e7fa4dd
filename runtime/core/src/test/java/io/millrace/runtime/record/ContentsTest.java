package io.millrace.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentsTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void looksIntoListsAndMaps() {
    Object one = List.of(bytes(1, 2), bytes());
    Object same = List.of(bytes(1, 2), bytes());
    assertThat(Contents.equal(one, same)).isTrue();
    assertThat(Contents.hash(one)).isEqualTo(Contents.hash(same));
    assertThat(Contents.equal(one, List.of(bytes(1, 2)))).isFalse();
    assertThat(Contents.equal(List.of(bytes(1, 2)), one)).isFalse();
    assertThat(Contents.equal(one, List.of(bytes(1, 3), bytes()))).isFalse();

    Object map = Map.of("a", List.of(bytes(1)), "b", List.of());
    Object sameMap = Map.of("b", List.of(), "a", List.of(bytes(1)));
    assertThat(Contents.equal(map, sameMap)).isTrue();
    assertThat(Contents.hash(map)).isEqualTo(Contents.hash(sameMap));
    assertThat(Contents.equal(map, Map.of("a", List.of(bytes(1)), "c", List.of()))).isFalse();
  }

  @Test
  void anAbsentOneIsEqualToAnother() {
    assertThat(Contents.equal(null, null)).isTrue();
    assertThat(Contents.equal(null, List.of())).isFalse();
    assertThat(Contents.equal(List.of(), null)).isFalse();
    assertThat(Contents.hash(null)).isZero();
  }
}
