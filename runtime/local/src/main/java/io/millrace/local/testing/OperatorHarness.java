package io.millrace.local.testing;

import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Flink's harness for one operator of any number of inputs. */
final class OperatorHarness extends AbstractStreamOperatorTestHarness<Object> {
  OperatorHarness(StreamOperatorFactory<Object> factory, MockEnvironment environment)
      throws Exception {
    super(factory, environment);
  }

  StreamOperator<Object> running() {
    return operator;
  }
}
