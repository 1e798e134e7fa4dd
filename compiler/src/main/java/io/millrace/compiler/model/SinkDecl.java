package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node that takes rows out. */
public sealed interface SinkDecl
    permits SinkDecl.Kafka, SinkDecl.Print, SinkDecl.File, JdbcSinkDecl, BlackholeSinkDecl {
  NodeHead head();

  /** Empty only for a sink that takes dead letters. */
  List<InputRef> inputs();

  /**
   * A Kafka sink.
   *
   * @param delivery null: exactly-once
   */
  record Kafka(
      NodeHead head,
      List<InputRef> inputs,
      Located<String> connection,
      DeployText topic,
      KafkaRecordDecl record,
      FormatDecl format,
      @Nullable Located<Delivery> delivery,
      @Nullable DeployText transactionalIdPrefix,
      @Nullable Located<Duration> transactionTimeout,
      Map<String, DeployText> properties)
      implements SinkDecl {}

  /** Rows as text on the task's standard output. */
  record Print(NodeHead head, List<InputRef> inputs) implements SinkDecl {}

  /** Files under a directory, finished at each checkpoint. */
  record File(NodeHead head, List<InputRef> inputs, DeployText directory, FormatDecl format)
      implements SinkDecl {}

  /** Delivery guarantees. */
  enum Delivery {
    EXACTLY_ONCE,
    AT_LEAST_ONCE,
    NONE
  }
}
