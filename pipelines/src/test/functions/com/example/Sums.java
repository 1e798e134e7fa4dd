package com.example;

import millrace.generated.javafunctions.Payment;
import millrace.generated.javafunctions.Sum;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Counts and adds up. */
public final class Sums implements AggregateFunction<Payment, Sum, Sum> {
  private static final long serialVersionUID = 1L;

  @Override
  public Sum createAccumulator() {
    return new Sum("", 0, 0);
  }

  @Override
  public Sum add(Payment payment, Sum sum) {
    return new Sum(payment.account(), sum.count() + 1, sum.total() + payment.amount());
  }

  @Override
  public Sum getResult(Sum sum) {
    return sum;
  }

  @Override
  public Sum merge(Sum one, Sum other) {
    String account = one.account().isEmpty() ? other.account() : one.account();
    return new Sum(account, one.count() + other.count(), one.total() + other.total());
  }
}
