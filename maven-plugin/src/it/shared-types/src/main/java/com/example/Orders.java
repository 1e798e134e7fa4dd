package com.example;

import com.example.shared.orders.Order;

/** What both pipelines could call. */
public final class Orders {
  private Orders() {}

  public static String label(Order order) {
    return order.id() + " of " + order.amount();
  }
}
