package io.millrace.compiler.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceFileTest {
  @Test
  void linesEndWithEveryKindOfLineBreak() {
    SourceFile file = new SourceFile("f", "a\nb\r\nc\rd\n");
    assertThat(file.lineCount()).isEqualTo(5);
    assertThat(
            List.of(
                file.lineText(1),
                file.lineText(2),
                file.lineText(3),
                file.lineText(4),
                file.lineText(5)))
        .containsExactly("a", "b", "c", "d", "");
    assertThat(file.line(0)).isEqualTo(1);
    assertThat(file.line(1)).isEqualTo(1);
    assertThat(file.line(2)).isEqualTo(2);
    assertThat(file.line(4)).isEqualTo(2);
    assertThat(file.line(5)).isEqualTo(3);
    assertThat(file.line(99)).isEqualTo(5);
  }

  @Test
  void columnsCountCodePointsWithoutTheByteOrderMark() {
    SourceFile file = new SourceFile("f", "\uFEFF😀a\n😀b");
    assertThat(file.column(0)).isEqualTo(1);
    assertThat(file.column(1)).isEqualTo(1);
    assertThat(file.column(3)).isEqualTo(2);
    assertThat(file.column(7)).isEqualTo(2);
    assertThat(file.lineText(1)).isEqualTo("😀a");
    assertThat(new SourceFile("f", "\uFEFF").lineText(1)).isEmpty();
    assertThat(new SourceFile("f", "").column(0)).isEqualTo(1);
  }

  @Test
  void spansAreOrderedAndJoined() {
    SourceFile file = new SourceFile("f", "abcdef");
    Span first = new Span(file, 1, 3);
    Span second = new Span(file, 2, 6);
    assertThat(first.to(second)).isEqualTo(new Span(file, 1, 6));
    assertThat(first).isLessThan(second).isLessThan(new Span(file, 1, 4));
    assertThat(first).isLessThan(new Span(new SourceFile("g", ""), 0, 0));
    assertThat(first.text()).isEqualTo("bc");
    assertThat(first).hasToString("f:1:2");
    assertThatThrownBy(() -> new Span(file, 3, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
