package com.acme;

import golden.javafunctions.Summary;
import golden.javafunctions.Total;
import golden.shared.cards.Payment;
import org.apache.flink.api.common.functions.AggregateFunction;

public final class Average implements AggregateFunction<Payment, Summary, Total> {
  private static final long serialVersionUID = 1L;

  @Override
  public Summary createAccumulator() {
    return new Summary(0, 0);
  }

  @Override
  public Summary add(Payment row, Summary summary) {
    return new Summary(summary.count() + 1, summary.sum() + row.amount());
  }

  @Override
  public Total getResult(Summary summary) {
    return new Total(summary.count(), summary.sum() / summary.count());
  }

  @Override
  public Summary merge(Summary one, Summary other) {
    return new Summary(one.count() + other.count(), one.sum() + other.sum());
  }
}
