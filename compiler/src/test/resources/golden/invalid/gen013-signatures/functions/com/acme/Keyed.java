package com.acme;

import golden.invalid.Order;
import golden.invalid.Scored;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

public final class Keyed extends KeyedProcessFunction<Long, Order, Scored> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Order row, Context context, Collector<Scored> out) {}
}
