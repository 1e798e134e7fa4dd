package io.millrace.compiler.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColorPolicyTest {
  private static boolean wanted(boolean terminal, String... env) {
    Map<String, String> map =
        env.length == 0
            ? Map.of()
            : env.length == 2 ? Map.of(env[0], env[1]) : Map.of(env[0], env[1], env[2], env[3]);
    return ColorPolicy.colorWanted(map, terminal);
  }

  @Test
  void followsTheTerminalUnlessTold() {
    assertThat(wanted(true)).isTrue();
    assertThat(wanted(false)).isFalse();
    assertThat(wanted(true, "TERM", "dumb")).isFalse();
    assertThat(wanted(true, "NO_COLOR", "1")).isFalse();
    assertThat(wanted(true, "NO_COLOR", "")).isTrue();
    assertThat(wanted(false, "FORCE_COLOR", "1")).isTrue();
    assertThat(wanted(false, "FORCE_COLOR", "")).isFalse();
    assertThat(wanted(true, "FORCE_COLOR", "0")).isFalse();
    assertThat(wanted(true, "FORCE_COLOR", "FALSE")).isFalse();
    assertThat(wanted(true, "NO_COLOR", "0", "FORCE_COLOR", "1")).isFalse();
  }
}
