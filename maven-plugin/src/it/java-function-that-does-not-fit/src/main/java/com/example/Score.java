package com.example;

import com.example.shared.orders.Order;
import org.apache.flink.api.common.functions.MapFunction;

/** Scores an order by its amount. */
public final class Score implements MapFunction<Order, Order> {
  private static final long serialVersionUID = 1L;

  private final double limit;

  public Score(float limit) {
    this.limit = limit;
  }

  @Override
  public Order map(Order order) {
    return new Order(order.id(), order.customer(), order.amount() / limit);
  }
}
