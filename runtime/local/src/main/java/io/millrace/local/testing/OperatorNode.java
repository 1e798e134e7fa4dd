package io.millrace.local.testing;

import io.millrace.compiler.plan.KeyedProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.operators.testutils.MockInputSplitProvider;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.Input;
import org.apache.flink.streaming.api.operators.MultipleInputStreamOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** An operator of the job, with state on the heap, in Flink's own harness. */
final class OperatorNode implements Receiver {
  private final String uid;
  private final Emitter emitter;
  private final OperatorHarness harness;
  private final List<InputValve> valves = new ArrayList<>();

  OperatorNode(
      StreamNode node,
      Emitter emitter,
      ExecutionConfig config,
      ClassLoader loader,
      IOManager files,
      TestClock clock,
      @Nullable OperatorSubtaskState state,
      TaskMetricGroup metrics,
      @Nullable Consumer<Boolean> decisions)
      throws Exception {
    this.uid = String.valueOf(node.getTransformationUID());
    this.emitter = emitter;
    int keyGroups = node.getMaxParallelism() > 0 ? node.getMaxParallelism() : 128;
    @SuppressWarnings("unchecked") // Rows of any class: the job's own edges say which.
    StreamOperatorFactory<Object> factory =
        (StreamOperatorFactory<Object>) node.getOperatorFactory();
    harness =
        new OperatorHarness(
            factory,
            new MockEnvironmentBuilder()
                .setTaskName(node.getOperatorName())
                .setManagedMemorySize(1 << 20)
                .setInputSplitProvider(new MockInputSplitProvider())
                .setBufferSize(1024)
                .setMaxParallelism(keyGroups)
                .setParallelism(1)
                .setSubtaskIndex(0)
                .setExecutionConfig(config)
                .setTaskConfiguration(new Configuration())
                .setUserCodeClassLoader(loader)
                .setIOManager(files)
                .setMetricGroup(metrics)
                .build());
    configure(node, harness.getStreamConfig());
    harness.setOutputCreator(serializer -> new Forwarding());
    setTime(clock.millis());
    @SuppressWarnings("unchecked")
    TypeSerializer<Object> serializer = (TypeSerializer<Object>) node.getTypeSerializerOut();
    harness.setup(serializer);
    if (decisions != null) {
      HavingProbe.attach(harness.running(), decisions);
    }
    harness.initializeState(state);
    harness.open();
  }

  private static void configure(StreamNode node, StreamConfig config) {
    KeySelector<?, ?>[] keys = node.getStatePartitioners();
    for (int i = 0; keys != null && i < keys.length; i++) {
      if (keys[i] != null) {
        config.setStatePartitioner(i, keys[i]);
      }
    }
    if (node.getStateKeySerializer() != null) {
      config.setStateKeySerializer(node.getStateKeySerializer());
    }
    config.setupNetworkInputs(node.getTypeSerializersIn());
    config.setOperatorName(node.getOperatorName());
    config.serializeAllConfigs();
  }

  String uid() {
    return uid;
  }

  Emitter emitter() {
    return emitter;
  }

  /**
   * Says how many edges lead to an input.
   *
   * @param channels of the next input
   */
  void addInput(int channels) {
    int input = valves.size();
    valves.add(
        new InputValve(
            channels,
            watermark -> processWatermark(input, watermark),
            status -> processStatus(input, status)));
  }

  @Override
  @SuppressWarnings("unchecked") // The edge carries what the operator takes.
  public void record(int input, StreamRecord<Object> record) throws Exception {
    StreamOperator<?> operator = harness.running();
    if (operator instanceof TwoInputStreamOperator<?, ?, ?> two) {
      TwoInputStreamOperator<Object, Object, ?> both =
          (TwoInputStreamOperator<Object, Object, ?>) two;
      if (input == 0) {
        operator.setKeyContextElement1(record);
        both.processElement1(record);
      } else {
        operator.setKeyContextElement2(record);
        both.processElement2(record);
      }
    } else {
      Input<Object> one = input(operator, input);
      one.setKeyContextElement(record);
      one.processElement(record);
    }
  }

  @SuppressWarnings("unchecked")
  private static Input<Object> input(StreamOperator<?> operator, int input) {
    return operator instanceof MultipleInputStreamOperator<?> many
        ? (Input<Object>) many.getInputs().get(input)
        : (Input<Object>) operator;
  }

  @Override
  public void watermark(int input, int channel, Watermark watermark) throws Exception {
    valves.get(input).watermark(channel, watermark);
  }

  @Override
  public void status(int input, int channel, WatermarkStatus status) throws Exception {
    valves.get(input).status(channel, status);
  }

  private void processWatermark(int input, Watermark watermark) throws Exception {
    StreamOperator<?> operator = harness.running();
    if (operator instanceof TwoInputStreamOperator<?, ?, ?> two) {
      if (input == 0) {
        two.processWatermark1(watermark);
      } else {
        two.processWatermark2(watermark);
      }
    } else {
      input(operator, input).processWatermark(watermark);
    }
  }

  private void processStatus(int input, WatermarkStatus status) throws Exception {
    StreamOperator<?> operator = harness.running();
    if (operator instanceof TwoInputStreamOperator<?, ?, ?> two) {
      if (input == 0) {
        two.processWatermarkStatus1(status);
      } else {
        two.processWatermarkStatus2(status);
      }
    } else {
      input(operator, input).processWatermarkStatus(status);
    }
  }

  /** The time of its next timer of processing time. */
  OptionalLong nextTimer() {
    return harness.getProcessingTimeService().getActiveTimerTimestamps().stream()
        .mapToLong(Long::longValue)
        .min();
  }

  /** Moves processing time, which fires timers. */
  void setTime(long millis) throws Exception {
    harness.setStateTtlProcessingTime(millis);
    harness.setProcessingTime(millis);
  }

  /** The input has ended. */
  void end() throws Exception {
    StreamOperator<?> operator = harness.running();
    if (operator instanceof BoundedOneInput one) {
      one.endInput();
    } else if (operator instanceof BoundedMultiInput many) {
      for (int i = 1; i <= valves.size(); i++) {
        many.endInput(i);
      }
    }
    operator.finish();
  }

  /** What it holds, a row for each key. */
  List<Seen> state(KeyedProcess process) throws Exception {
    return harness.running() instanceof AbstractStreamOperator<?> keyed
        ? HeldState.of(process, keyed.getKeyedStateBackend())
        : List.of();
  }

  OperatorSubtaskState snapshot(long checkpoint, long time) throws Exception {
    harness.prepareSnapshotPreBarrier(checkpoint);
    return harness.snapshot(checkpoint, time);
  }

  void completed(long checkpoint) throws Exception {
    harness.notifyOfCompletedCheckpoint(checkpoint);
  }

  void close() throws Exception {
    harness.close();
  }

  private final class Forwarding implements Output<StreamRecord<Object>> {
    @Override
    public void collect(StreamRecord<Object> record) {
      emitter.emit(record);
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
      emitter.emit(tag, record);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      emitter.watermark(watermark);
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {
      emitter.status(status);
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void emitWatermark(WatermarkEvent event) {}

    @Override
    public void close() {}
  }
}
