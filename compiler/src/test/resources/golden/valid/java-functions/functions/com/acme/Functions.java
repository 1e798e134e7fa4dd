package com.acme;

import golden.javafunctions.Alert;
import golden.javafunctions.PlacesKey;
import golden.shared.cards.Payment;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

public final class Functions {
  private Functions() {}

  public static final class Words
      implements FlatMapFunction<Payment, golden.javafunctions.Words> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Payment row, Collector<golden.javafunctions.Words> out) {
      if (row.note() != null) {
        for (String word : row.note().split(" ")) {
          out.collect(new golden.javafunctions.Words(word, row.at()));
        }
      }
    }
  }

  /** The parts that all watches share. */
  public abstract static class Watching<K> extends KeyedProcessFunction<K, Payment, Alert> {
    private static final long serialVersionUID = 1L;
  }

  public static final class Watch extends Watching<String> {
    private static final long serialVersionUID = 1L;
    private static final OutputTag<Payment> SMALL = new OutputTag<>("small", Payment.TYPE);

    private final double limit;

    public Watch(double limit) {
      this.limit = limit;
    }

    @Override
    public void processElement(Payment row, Context context, Collector<Alert> out) {
      if (row.amount() > limit) {
        out.collect(new Alert(context.getCurrentKey(), "large"));
      } else {
        context.output(SMALL, row);
      }
    }
  }

  public static final class Places extends Watching<PlacesKey> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Payment row, Context context, Collector<Alert> out) {
      out.collect(new Alert(row.account(), context.getCurrentKey().country()));
    }
  }

  public static final class All extends Watching<Byte> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Payment row, Context context, Collector<Alert> out) {
      out.collect(new Alert(row.account(), "one"));
    }
  }
}
