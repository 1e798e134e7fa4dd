package com.acme;

import golden.unseen.Order;
import golden.unseen.Scored;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

public final class Watch extends KeyedProcessFunction<String, Order, Scored> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Order row, Context context, Collector<Scored> out) {}
}
