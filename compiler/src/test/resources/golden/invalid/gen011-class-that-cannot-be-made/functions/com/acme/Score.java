package com.acme;

import golden.invalid.Order;
import golden.invalid.Scored;
import org.apache.flink.api.common.functions.MapFunction;

final class Score implements MapFunction<Order, Scored> {
  private static final long serialVersionUID = 1L;

  @Override
  public Scored map(Order row) {
    return new Scored(row.id(), row.amount());
  }
}
