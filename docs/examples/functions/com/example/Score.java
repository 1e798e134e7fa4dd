package com.example;

import millrace.generated.scores.Payment;
import millrace.generated.scores.Scored;
import org.apache.flink.api.common.functions.MapFunction;

/** Scores a payment by its amount. */
public final class Score implements MapFunction<Payment, Scored> {
  private static final long serialVersionUID = 1L;

  private final double limit;

  public Score(double limit) {
    this.limit = limit;
  }

  @Override
  public Scored map(Payment payment) {
    return new Scored(payment.account(), payment.amount(), payment.amount() / limit);
  }
}
