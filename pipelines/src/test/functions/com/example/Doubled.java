package com.example;

import millrace.generated.javafunctions.Payment;
import org.apache.flink.api.common.functions.MapFunction;

/** Twice the amount. */
public final class Doubled implements MapFunction<Payment, Payment> {
  private static final long serialVersionUID = 1L;

  @Override
  public Payment map(Payment payment) {
    return new Payment(payment.account(), 2 * payment.amount(), payment.at());
  }
}
