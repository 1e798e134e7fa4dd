package com.example;

import millrace.generated.javafunctions.Payment;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** A payment in parts. */
public final class Halves implements FlatMapFunction<Payment, Payment> {
  private static final long serialVersionUID = 1L;

  private final long parts;

  public Halves(long parts) {
    this.parts = parts;
  }

  @Override
  public void flatMap(Payment payment, Collector<Payment> out) {
    for (long part = 0; part < parts; part++) {
      out.collect(new Payment(payment.account(), payment.amount() / parts, payment.at()));
    }
  }
}
