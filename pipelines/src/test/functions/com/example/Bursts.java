package com.example;

import millrace.generated.javafunctions.Burst;
import millrace.generated.javafunctions.Payment;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Payments of an account until none came for a while; large ones go to an output, too. */
public final class Bursts extends KeyedProcessFunction<String, Payment, Burst> {
  private static final long serialVersionUID = 1L;
  private static final OutputTag<Payment> LARGE = new OutputTag<>("large", Payment.TYPE);

  private final long quietMillis;
  private transient ValueState<Burst> burst;
  private transient ValueState<Long> end;

  public Bursts(long quiet) {
    this.quietMillis = quiet / 1_000;
  }

  @Override
  public void open(OpenContext context) {
    burst = getRuntimeContext().getState(new ValueStateDescriptor<>("burst", Burst.TYPE));
    end = getRuntimeContext().getState(new ValueStateDescriptor<>("end", Types.LONG));
  }

  @Override
  public void processElement(Payment payment, Context context, Collector<Burst> out)
      throws Exception {
    if (payment.amount() >= 900) {
      context.output(LARGE, payment);
    }
    Long quietFrom = end.value();
    if (quietFrom != null && context.timestamp() > quietFrom) {
      // The timer would come later: another partition holds the watermark back.
      out.collect(burst.value());
      burst.clear();
    }
    Burst open = burst.value();
    burst.update(
        new Burst(
            payment.account(),
            open == null ? 1 : open.payments() + 1,
            open == null ? payment.amount() : open.total() + payment.amount()));
    if (quietFrom != null) {
      context.timerService().deleteEventTimeTimer(quietFrom);
    }
    long quietUntil = context.timestamp() + quietMillis;
    end.update(quietUntil);
    context.timerService().registerEventTimeTimer(quietUntil);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Burst> out)
      throws Exception {
    out.collect(burst.value());
    burst.clear();
    end.clear();
  }
}
