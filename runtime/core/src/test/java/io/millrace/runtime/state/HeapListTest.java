package io.millrace.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapListTest {
  private final HeapList<String> list = new HeapList<>(true);

  @Test
  void rowsExpireOneByOne() {
    for (int time = 0; time < 10; time++) {
      list.add("row " + time, time);
    }
    list.expire(-1);
    assertThat(list.rows()).hasSize(10);
    list.expire(6);
    assertThat(list.rows()).containsExactly("row 7", "row 8", "row 9");
    list.add("row 10", 10);
    list.expire(9);
    assertThat(list.rows()).containsExactly("row 10");
  }

  @Test
  void whatWasWrittenExpiresToo() {
    list.add("a", 1);
    list.add("b", 2);
    list.wrote();
    list.add("c", 3);
    list.expire(1);
    assertThat(list.rows()).containsExactly("b", "c");
    assertThat(list.unwritten()).containsExactly("c");
    list.expire(3);
    assertThat(list.rows()).isEmpty();
    assertThat(list.unwritten()).isEmpty();
  }

  /** In the state, the life of what is written begins anew; on the heap it does so, too. */
  @Test
  void whatIsWrittenLivesAsLongAsInTheState() {
    list.add("a", 1);
    list.add("b", 2);
    list.wrote(5);
    list.add("c", 6);
    list.expire(4);
    assertThat(list.rows()).containsExactly("a", "b", "c");
    list.expire(5);
    assertThat(list.rows()).containsExactly("c");
    assertThat(list.unwritten()).containsExactly("c");
    assertThat(list.mayBeStored()).isTrue();
  }

  @Test
  void whatIsReadComesInThePlaceOfWhatWasWritten() {
    HeapList<String> later = new HeapList<>(false);
    later.add("c");
    later.wrote();
    later.add("d");
    later.read(new ArrayList<>(List.of("a", "b", "c")));
    assertThat(later.rows()).containsExactly("a", "b", "c", "d");
    assertThat(later.unwritten()).containsExactly("d");
  }
}
