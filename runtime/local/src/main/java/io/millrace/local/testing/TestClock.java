package io.millrace.local.testing;

import java.time.Duration;
import org.apache.flink.util.clock.RelativeClock;

/** Processing time of a test: it goes only where the test moves it. */
final class TestClock implements RelativeClock {
  private long millis;

  TestClock(long millis) {
    this.millis = millis;
  }

  long millis() {
    return millis;
  }

  void set(long newMillis) {
    millis = newMillis;
  }

  @Override
  public long relativeTimeMillis() {
    return millis;
  }

  @Override
  public long relativeTimeNanos() {
    return Duration.ofMillis(millis).toNanos();
  }
}
