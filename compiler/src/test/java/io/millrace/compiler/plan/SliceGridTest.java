package io.millrace.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SliceGridTest {
  @Test
  void shortWindowsFeedThoseOfWhichTheyAreParts() {
    assertThat(tumbling(60).feeds(tumbling(3_600))).isTrue();
    assertThat(tumbling(60).feeds(tumbling(60))).isTrue();
    assertThat(tumbling(60).feeds(sliding(3_600, 300))).isTrue();
    assertThat(tumbling(60).feeds(cumulating(3_600, 300))).isTrue();
    assertThat(tumbling(60).feeds(tumbling(90))).isFalse();
    assertThat(tumbling(3_600).feeds(tumbling(60))).isFalse();
  }

  /** Of a size that is no multiple of the slide, slices end where windows end, too. */
  @Test
  void endsOfWindowsAreCutsToo() {
    assertThat(tumbling(5).feeds(sliding(35, 20))).isTrue();
    assertThat(tumbling(10).feeds(sliding(35, 20))).isFalse();
    assertThat(sliding(35, 20).feeds(sliding(75, 40))).isTrue();
    assertThat(sliding(35, 20).feeds(sliding(70, 40))).isFalse();
  }

  /** A slice that waits for the end of its own window would come behind the other's. */
  @Test
  void windowsThatEndLaterFeedNone() {
    assertThat(sliding(35, 20).feeds(tumbling(60))).isFalse();
    assertThat(sliding(90, 60).feeds(tumbling(60))).isFalse();
    assertThat(sliding(90, 60).feeds(sliding(90, 60))).isTrue();
    assertThat(sliding(120, 60).feeds(tumbling(60))).isTrue();
  }

  @Test
  void offsetsAndZonesMoveCuts() {
    assertThat(tumbling(60, 5, null).feeds(tumbling(3_600, 65, null))).isTrue();
    assertThat(tumbling(60, 5, null).feeds(tumbling(3_600))).isFalse();
    assertThat(tumbling(60, -55, null).feeds(tumbling(3_600, 5, null))).isTrue();
    // Clocks there were once 65 minutes and 21 seconds ahead.
    assertThat(tumbling(60).feeds(tumbling(86_400, 0, "Europe/Vienna"))).isFalse();
    assertThat(tumbling(3_600, 0, "Europe/Vienna").feeds(tumbling(86_400, 0, "Europe/Vienna")))
        .isTrue();
  }

  @Test
  void windowsWithGapsFeedNone() {
    assertThat(sliding(5, 10).feeds(tumbling(60))).isFalse();
    assertThat(tumbling(5).feeds(sliding(5, 10))).isTrue();
  }

  private static SliceGrid tumbling(long size) {
    return tumbling(size, 0, null);
  }

  private static SliceGrid tumbling(long size, long offset, @Nullable String zone) {
    return SliceGrid.of(
        new WindowSpec.Tumbling(
            Duration.ofSeconds(size),
            new WindowGrid(Duration.ofSeconds(offset), zone),
            WindowTiming.EVENT_TIME));
  }

  private static SliceGrid sliding(long size, long slide) {
    return SliceGrid.of(
        new WindowSpec.Sliding(
            Duration.ofSeconds(size),
            Duration.ofSeconds(slide),
            new WindowGrid(Duration.ZERO, null),
            WindowTiming.EVENT_TIME));
  }

  private static SliceGrid cumulating(long size, long step) {
    return SliceGrid.of(
        new WindowSpec.Cumulating(
            Duration.ofSeconds(size),
            Duration.ofSeconds(step),
            new WindowGrid(Duration.ZERO, null),
            WindowTiming.EVENT_TIME));
  }
}
