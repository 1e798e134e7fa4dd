package io.millrace.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoxedRowsTest {
  private final SampleRecord.Serializer serializer = new SampleRecord.Serializer();

  @Test
  void readsAndMakesRows() {
    SampleRecord row = new SampleRecord("a", 7);
    Map<String, Object> values = BoxedRows.read(serializer, row);
    assertThat(values).containsExactly(Map.entry("name", "a"), Map.entry("count", 7L));
    assertThat(BoxedRows.make(serializer, values, Change.INSERT)).isEqualTo(row);
  }

  @Test
  void passesOverWhatTheRowDoesNotHave() {
    assertThat(
            BoxedRows.make(
                serializer, Map.of("name", "a", "count", 1L, "more", true), Change.INSERT))
        .isEqualTo(new SampleRecord("a", 1));
  }

  @Test
  void demandsWhatTheRowMustHave() {
    assertThatThrownBy(() -> BoxedRows.make(serializer, Map.of("name", "a"), Change.INSERT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row of Sample has no `count`");
  }
}
