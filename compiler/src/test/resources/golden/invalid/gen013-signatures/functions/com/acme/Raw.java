package com.acme;

import org.apache.flink.api.common.functions.MapFunction;

@SuppressWarnings("rawtypes")
public final class Raw implements MapFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public Object map(Object row) {
    return row;
  }
}
