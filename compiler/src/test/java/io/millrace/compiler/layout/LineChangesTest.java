package io.millrace.compiler.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.layout.LineChanges.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChangesTest {
  @Test
  void eachPlaceIsAChange() {
    assertThat(LineChanges.between("a\n b\nc\nd \ne\n", "a\nb\nc\nd\ne\n"))
        .containsExactly(
            new Change(2, List.of(" b"), List.of("b")), new Change(4, List.of("d "), List.of("d")));
  }

  @Test
  void linesComeAndGo() {
    assertThat(LineChanges.between("a\n\n\n\nb\n", "a\n\nb\n"))
        .containsExactly(new Change(3, List.of("", ""), List.of()));
    assertThat(LineChanges.between("a\nb\n", "a\n\nb\nc\n"))
        .containsExactly(
            new Change(2, List.of(), List.of("")), new Change(3, List.of(), List.of("c")));
    assertThat(LineChanges.between("\na\n", "a\n"))
        .containsExactly(new Change(1, List.of(""), List.of()));
    assertThat(LineChanges.between("", "a\n"))
        .containsExactly(new Change(1, List.of(), List.of("a")));
  }

  @Test
  void linesThatFollowEachOtherAreOneChange() {
    assertThat(LineChanges.between("x:\n    a: 1\n    b: 2\ny: 1\n", "x:\n  a: 1\n  b: 2\ny: 1\n"))
        .containsExactly(
            new Change(2, List.of("    a: 1", "    b: 2"), List.of("  a: 1", "  b: 2")));
    assertThat(LineChanges.between("x:  1\n\n\ny: 1\n", "x: 1\n\ny: 1\n"))
        .containsExactly(new Change(1, List.of("x:  1", ""), List.of("x: 1")));
  }

  @Test
  void lineEndsAreNoLines() {
    assertThat(LineChanges.between("a\r\nb", "a\nb\n")).isEmpty();
  }

  @Test
  void whatHidesIsShown() {
    assertThat(new Change(1, List.of("  a: 1  ", "", "  "), List.of("  a: 1")).shown())
        .containsExactly("-   a: 1··", "- (blank line)", "- ··", "+   a: 1");
  }
}
