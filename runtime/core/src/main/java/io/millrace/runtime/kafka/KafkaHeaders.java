package io.millrace.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import org.apache.kafka.common.header.Headers;

/** Writes the headers of a row's record. Generated, one class a sink with headers. */
public abstract class KafkaHeaders<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract void write(T row, Headers headers);

  protected static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }

  protected static void add(Headers headers, String name, byte[] value) {
    headers.add(name, value);
  }
}
