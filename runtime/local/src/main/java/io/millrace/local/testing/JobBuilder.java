package io.millrace.local.testing;

import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.testing.TestStep;
import io.millrace.compiler.testing.TestTarget;
import io.millrace.local.flink.GeneratedJob;
import io.millrace.runtime.file.RowFileSource;
import io.millrace.runtime.job.JobParameters;
import io.millrace.runtime.kafka.BoundedKafkaSource;
import io.millrace.runtime.lookup.LookupFunction;
import io.millrace.runtime.source.RateLimitedSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.SourceOperatorFactory;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a job from the graph that the generated code builds. */
final class JobBuilder {
  private final GeneratedJob job;
  private final TestTarget target;
  private final Outputs outputs;
  private final TestClock clock;
  private final Counters counters;
  private final Map<String, OperatorSubtaskState> states;
  private final Map<String, PlanNode> nodes = new HashMap<>();
  private final Map<String, Set<Integer>> partitions = new HashMap<>();
  private final Set<String> cut = new HashSet<>();
  private final Map<Integer, Receiver> receivers = new HashMap<>();
  private final Map<Integer, Emitter> emitters = new HashMap<>();
  private final List<OperatorNode> operators = new ArrayList<>();
  private final Map<String, SourceNode> sources = new LinkedHashMap<>();
  private final Map<String, RowCodec> tags = new HashMap<>();

  /** The number of each edge among those that lead to the same input. */
  private final Map<String, Integer> channels = new HashMap<>();

  JobBuilder(
      GeneratedJob job,
      TestTarget target,
      List<TestStep> steps,
      Outputs outputs,
      TestClock clock,
      Map<String, OperatorSubtaskState> states,
      Counters counters) {
    this.job = job;
    this.counters = counters;
    this.target = target;
    this.outputs = outputs;
    this.clock = clock;
    this.states = states;
    Plan plan = target.plans().optimized();
    plan.nodes().forEach(node -> nodes.put(node.info().uid(), node));
    Map<String, String> uids = new HashMap<>();
    plan.nodes().forEach(node -> uids.put(node.id(), node.info().uid()));
    for (TestStep step : steps) {
      if (step instanceof TestStep.Feed feed && uids.containsKey(feed.node())) {
        String uid = uids.get(feed.node());
        if (!(nodes.get(uid) instanceof PlanNode.Source)) {
          cut.add(uid);
        }
        Set<Integer> numbers = partitions.computeIfAbsent(uid, key -> new TreeSet<>());
        feed.rows().forEach(row -> numbers.add(row.partition()));
      }
    }
  }

  JobParts build() throws Exception {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
    JobParameters parameters = job.parameters(target.arguments().toArray(String[]::new));
    job.build(environment, parameters);
    environment.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    JobGraph graph = JobGraph.of(environment);
    checkStates(graph);
    List<StreamNode> backwards = new ArrayList<>(graph.nodes());
    Collections.reverse(backwards);
    // What stands behind an operator has to be open before it.
    for (StreamNode node : backwards) {
      Emitter emitter = new Emitter(uid(node), RowCodec.of(node.getTypeSerializerOut()), outputs);
      emitters.put(node.getId(), emitter);
      connect(node, emitter);
      make(node, emitter, graph, environment);
    }
    Collections.reverse(operators);
    Map<String, Emitter> byUid = new HashMap<>();
    graph.nodes().forEach(node -> byUid.put(uid(node), emitters.get(node.getId())));
    return new JobParts(operators, sources, byUid, tags);
  }

  private static String uid(StreamNode node) {
    String uid = node.getTransformationUID();
    return uid == null ? node.getOperatorName() : uid;
  }

  /** A savepoint whose state nobody takes is refused, as a cluster does. */
  private void checkStates(JobGraph graph) {
    Set<String> uids = new HashSet<>();
    graph.nodes().forEach(node -> uids.add(uid(node)));
    states.forEach(
        (uid, state) -> {
          if (state.hasState() && !uids.contains(uid)) {
            throw new IllegalStateException(
                "the savepoint has state of `" + uid + "`, and the job has no such operator");
          }
        });
  }

  private void connect(StreamNode node, Emitter emitter) {
    for (StreamEdge edge : node.getOutEdges()) {
      Receiver receiver = receivers.get(edge.getTargetId());
      if (receiver == null) {
        continue; // a committer
      }
      String tag = edge.getOutputTag() == null ? null : edge.getOutputTag().getId();
      if (tag != null) {
        tags.put(tag, RowCodec.of(edge.getOutputTag().getTypeInfo()));
      }
      emitter.connect(tag, receiver, input(edge), channels.get(edge.getEdgeId()));
    }
  }

  private static int input(StreamEdge edge) {
    return Math.max(0, edge.getTypeNumber() - 1);
  }

  private void make(
      StreamNode node, Emitter emitter, JobGraph graph, StreamExecutionEnvironment environment)
      throws Exception {
    if (node.getOperatorFactory() instanceof SourceOperatorFactory<?>) {
      makeSource(uid(node), graph.sources().get(node.getId()), emitter);
      return;
    }
    Receiver receiver;
    if (node.getOperatorFactory() instanceof SinkWriterOperatorFactory<?, ?> writer) {
      receiver =
          new SinkNode(
              RowCodec.of(node.getTypeSerializersIn()[0]),
              SinkEncoding.of(writer.getSink()),
              outputs.sink(uid(node)));
      number(node, false);
    } else if (isCut(uid(node))) {
      receiver = new CutNode(emitter, number(node, false).get(0));
    } else if (node.getOperatorFactory() instanceof AsyncWaitOperatorFactory<?, ?> asked
        && Fields.get(asked, "asyncFunction") instanceof LookupFunction<?, ?, ?, ?, ?> lookup) {
      String id = nodes.get(uid(node)).id();
      receiver =
          new LookupNode(id, lookup, target.mocks().get(id), emitter, number(node, false).get(0));
    } else {
      OperatorNode operator =
          new OperatorNode(
              node,
              emitter,
              environment.getConfig(),
              job.jar().loader(),
              SharedFiles.MANAGER,
              clock,
              states.get(uid(node)),
              counters.ofOperator(uid(node)),
              listener(uid(node)));
      number(node, true).forEach(operator::addInput);
      operators.add(operator);
      receiver = operator;
    }
    receivers.put(node.getId(), receiver);
  }

  /** Who hears whether results pass the node's condition; null if it has none. */
  private @Nullable Consumer<Boolean> listener(String uid) {
    return nodes.get(uid) instanceof PlanNode.Aggregate aggregate && aggregate.having() != null
        ? held -> counters.decided(uid, held)
        : null;
  }

  private boolean isCut(String uid) {
    return cut.stream()
        .anyMatch(
            node -> uid.equals(node) || (uid.startsWith(node + "--") && !uid.contains("--from-")));
  }

  /**
   * Numbers the edges that lead to a node, and says how many lead to each input.
   *
   * @param byInput whether each input counts its own
   */
  private List<Integer> number(StreamNode node, boolean byInput) {
    List<Integer> counts = new ArrayList<>();
    for (StreamEdge edge : node.getInEdges()) {
      int input = byInput ? input(edge) : 0;
      while (counts.size() <= input) {
        counts.add(0);
      }
      channels.put(edge.getEdgeId(), counts.get(input));
      counts.set(input, counts.get(input) + 1);
    }
    if (counts.isEmpty()) {
      counts.add(1);
    }
    return counts;
  }

  private void makeSource(
      String uid, @Nullable SourceTransformation<?, ?, ?> source, Emitter emitter)
      throws Exception {
    if (source == null) {
      throw new IllegalStateException("no source " + uid);
    }
    Set<Integer> numbers = partitions.getOrDefault(uid, new TreeSet<>());
    numbers.add(0);
    RowIntake intake = intake(nodes.get(uid), source.getSource(), emitter.codec());
    sources.put(uid, new SourceNode(source, intake, emitter, clock, numbers));
  }

  @SuppressWarnings("unchecked") // The decoder makes what the source emits.
  private RowIntake intake(@Nullable PlanNode node, Source<?, ?, ?> source, RowCodec codec)
      throws Exception {
    if (source instanceof RateLimitedSource<?, ?, ?> limited) {
      return intake(node, limited.source(), codec); // a test waits for nothing
    }
    if (source instanceof BoundedKafkaSource<?> bounded) {
      return intake(node, bounded.source(), codec); // a test says when its input ends
    }
    MetricGroup metrics = counters.ofSource(node == null ? "" : node.info().uid());
    WireText wire = node instanceof PlanNode.DecodingSource decoding ? WireText.of(decoding) : null;
    if (source instanceof KafkaSource<?>
        && node instanceof io.millrace.compiler.plan.KafkaSource planned) {
      KafkaRecordDeserializationSchema<Object> schema =
          (KafkaRecordDeserializationSchema<Object>) Fields.get(source, "deserializationSchema");
      String topic = planned.topics().isEmpty() ? "topic" : planned.topics().get(0).text();
      return new KafkaIntake(schema, codec, wire, topic, clock, job.jar().loader(), metrics);
    }
    return source instanceof RowFileSource<?> files
        ? new FileIntake(files, codec, wire, metrics)
        : new PlainIntake(codec);
  }
}
