package com.example;

import millrace.generated.scores.Numbered;
import millrace.generated.scores.Payment;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Numbers the payments of an account. */
public final class Numbers extends KeyedProcessFunction<String, Payment, Numbered> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<Long> last;

  @Override
  public void open(OpenContext context) {
    last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
  }

  @Override
  public void processElement(Payment payment, Context context, Collector<Numbered> out)
      throws Exception {
    Long before = last.value();
    long number = before == null ? 1 : before + 1;
    last.update(number);
    out.collect(new Numbered(context.getCurrentKey(), number));
  }
}
