package com.acme;

import golden.invalid.Order;
import org.apache.flink.api.common.functions.MapFunction;

public final class Score implements MapFunction<Order, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String map(Order row) {
    return row.id();
  }
}
