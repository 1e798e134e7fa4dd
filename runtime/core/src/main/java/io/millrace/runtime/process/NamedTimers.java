package io.millrace.runtime.process;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;

/**
 * The timers of a function by their names. Flink knows a key's timers by their times alone, so what
 * a name is set to is kept in state, and timers of one time share one of Flink's.
 */
public final class NamedTimers {
  private final RuntimeContext context;
  private final List<NamedTimer> all = new ArrayList<>();

  public NamedTimers(RuntimeContext context) {
    this.context = context;
  }

  /** A timer that fires when the watermark passes its time. */
  public NamedTimer eventTime(String name) {
    return create(name, TimeDomain.EVENT_TIME);
  }

  /** A timer that fires by the clock. */
  public NamedTimer processingTime(String name) {
    return create(name, TimeDomain.PROCESSING_TIME);
  }

  private NamedTimer create(String name, TimeDomain domain) {
    NamedTimer timer =
        new NamedTimer(
            this,
            context.getState(new ValueStateDescriptor<>("timer-" + name, Types.LONG)),
            domain);
    all.add(timer);
    return timer;
  }

  /** Whether another timer of the same domain is set to a time. */
  boolean isShared(NamedTimer timer, long time) throws Exception {
    for (NamedTimer other : all) {
      if (other != timer && other.domain() == timer.domain() && other.isSetTo(time)) {
        return true;
      }
    }
    return false;
  }
}
