package com.acme;

import golden.invalid.Order;
import golden.invalid.Scored;
import org.apache.flink.api.common.functions.MapFunction;

final class Functions {
  public static final class Score implements MapFunction<Order, Scored> {
  private static final long serialVersionUID = 1L;

  @Override
  public Scored map(Order row) {
    return new Scored(row.id(), row.amount());
  }
}


  public final class Inner implements MapFunction<Order, Scored> {
  private static final long serialVersionUID = 1L;

  @Override
  public Scored map(Order row) {
    return new Scored(row.id(), row.amount());
  }
}


  public static final class Generic<T> implements MapFunction<Order, Scored> {
  private static final long serialVersionUID = 1L;

  @Override
  public Scored map(Order row) {
    return new Scored(row.id(), row.amount());
  }
}


  public abstract static class Abstract implements MapFunction<Order, Scored> {}

  public interface Any extends MapFunction<Order, Scored> {}
}
