package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Binds how long operators keep state. */
final class TtlBinder {
  private TtlBinder() {}

  /** How long the operator keeps state; null: as long as the job says. */
  static @Nullable Located<Duration> ttl(Section operator) {
    Section state = operator.section("state");
    return state == null ? null : state.duration("ttl");
  }
}
