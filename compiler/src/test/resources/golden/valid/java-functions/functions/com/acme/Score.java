package com.acme;

import golden.shared.cards.Payment;
import golden.shared.cards.Scored;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

public final class Score extends RichMapFunction<Payment, Scored> {
  private static final long serialVersionUID = 1L;

  private final double limit;
  private final double factor;
  private transient double opened;

  public Score(
      double limit, String label, long grace, boolean strict, long level, double factor) {
    this.limit = limit;
    this.factor = strict ? factor : level + grace + label.length();
  }

  @Override
  public void open(OpenContext context) {
    opened = 1.0;
  }

  @Override
  public Scored map(Payment row) {
    return new Scored(row.account(), row.amount(), row.amount() / limit * factor * opened);
  }
}
