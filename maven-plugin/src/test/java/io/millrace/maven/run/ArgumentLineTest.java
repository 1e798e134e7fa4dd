package io.millrace.maven.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentLineTest {
  @Test
  void splitsAtBlanksOutsideOfQuotes() {
    assertThat(ArgumentLine.split("--threshold 100 --name 'a b' --x=\"c 'd'\" ''"))
        .containsExactly("--threshold", "100", "--name", "a b", "--x=c 'd'", "");
    assertThat(ArgumentLine.split("  \t ")).isEmpty();
    assertThat(ArgumentLine.split(null)).isEmpty();
  }

  @Test
  void anOpenQuoteIsAMistake() {
    assertThatThrownBy(() -> ArgumentLine.split("--name 'a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unclosed '");
  }
}
