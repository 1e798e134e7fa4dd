package com.example;

import com.example.shared.orders.Order;
import com.example.shared.orders.Scored;
import org.apache.flink.api.common.functions.MapFunction;

/** Scores an order by its amount. */
public final class Score implements MapFunction<Order, Scored> {
  private static final long serialVersionUID = 1L;

  private final double limit;

  public Score(double limit) {
    this.limit = limit;
  }

  @Override
  public Scored map(Order order) {
    return new Scored(order.id(), order.amount() / limit);
  }
}
