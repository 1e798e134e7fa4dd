package io.millrace.compiler.generate;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.NodeInfo;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all writers of node methods share: uid, name, parallelism, position comments. */
final class MethodWriter {
  private final JobContext job;
  private final List<JobView.NodeView> nodes = new ArrayList<>();
  private final List<String> graph = new ArrayList<>();
  private final Map<String, String> tags = new HashMap<>();

  MethodWriter(JobContext job) {
    this.job = job;
  }

  List<JobView.NodeView> nodes() {
    return List.copyOf(nodes);
  }

  /** Statements of {@code build} that call the methods. */
  List<String> graph() {
    return List.copyOf(graph);
  }

  /** The calls that end an operator: uid, name, description and parallelism. */
  List<String> identity(NodeInfo info) {
    return identity(info, info.uid(), info.id(), info.description());
  }

  /** The same for an operator that is made with its name, as {@code transform} does. */
  List<String> identityOfNamed(NodeInfo info) {
    return identity(info, info.uid(), null, info.description());
  }

  /** The same for an operator that shows another name than the node's. */
  List<String> identityShownAs(NodeInfo info, String name) {
    return identity(info, info.uid(), name, info.description());
  }

  /** The same for a helper operator in front of or behind a node, which shares its parallelism. */
  List<String> identity(NodeInfo info, String suffix) {
    return identity(info, info.uid() + "--" + suffix, info.id() + "--" + suffix, "");
  }

  /** The same for a helper operator that is made with its name. */
  List<String> identityOfNamed(NodeInfo info, String suffix) {
    return identity(info, info.uid() + "--" + suffix, null, "");
  }

  private static List<String> identity(
      NodeInfo info, String uid, @Nullable String name, String description) {
    List<String> calls = new ArrayList<>();
    calls.add("uid(" + JavaLiterals.string(uid) + ")");
    if (name != null) {
      calls.add("name(" + JavaLiterals.string(name) + ")");
    }
    if (!description.isEmpty()) {
      calls.add("setDescription(" + JavaLiterals.string(description) + ")");
    }
    if (info.parallelism() != null) {
      calls.add(
          "setParallelism("
              + DeployJava.integer(info.path() + ".parallelism", info.parallelism())
              + ")");
    }
    return calls;
  }

  /**
   * Adds the method of a node that gives a stream, and its call.
   *
   * @param streamType {@code SingleOutputStreamOperator<Payment>}
   * @param parameter of the method: {@code StreamExecutionEnvironment env}
   * @param argument of the call
   */
  void stream(PlanNode node, String streamType, String parameter, String argument, Code body) {
    stream(node, streamType, List.of(parameter), List.of(argument), body);
  }

  /** The same for a node whose stream is made in two steps, of which this is the first. */
  void stream(
      PlanNode node,
      String display,
      String streamType,
      String parameter,
      String argument,
      Code body) {
    stream(List.of(node), display, streamType, List.of(parameter), List.of(argument), body);
  }

  /** The same for a step that several nodes have in common. */
  void shared(
      List<? extends PlanNode> of,
      String display,
      String streamType,
      String parameter,
      String argument,
      Code body) {
    stream(of, display, streamType, List.of(parameter), List.of(argument), body);
  }

  /** The same with several parameters. */
  void stream(
      PlanNode node,
      String streamType,
      List<String> parameters,
      List<String> arguments,
      Code body) {
    stream(List.of(node), node.id(), streamType, parameters, arguments, body);
  }

  private void stream(
      List<? extends PlanNode> of,
      String display,
      String streamType,
      List<String> parameters,
      List<String> arguments,
      Code body) {
    String name = job.names.stream(display);
    nodes.add(view(of, "private static " + streamType + " " + name, parameters, body));
    statement(streamType + " " + name + " =", call(name, String.join(", ", arguments), body) + ";");
  }

  /** The job's parameters go only where they are read. */
  private static boolean readsParameters(Code body) {
    return body.result().stream().anyMatch(line -> line.contains("parameters."));
  }

  private static String call(String name, String argument, Code body) {
    return name + "(" + argument + (readsParameters(body) ? ", parameters)" : ")");
  }

  /** Adds a variable for a node that is no operator of its own. */
  void alias(PlanNode node, String streamType, String expression) {
    graph.add("// " + JavaLiterals.comment(place(node)));
    statement(streamType + " " + job.names.stream(node.id()) + " =", expression + ";");
  }

  /** Adds a variable for a helper operator in front of a node. */
  void variable(String row, String name, String input, List<String> calls) {
    String stream =
        job.imports.use("org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator");
    graph.add(stream + "<" + row + "> " + name + " =");
    graph.addAll(new Code().chain("    " + input, calls).result());
  }

  /** Adds a variable for a stream that is partitioned anew. */
  void variable(String type, String name, String input, String call) {
    statement(type + " " + name + " =", input + "." + call + ";");
  }

  /** Adds the method of a sink, and its call. */
  void sink(PlanNode node, String parameter, String argument, Code body) {
    String name = job.names.stream(node.id());
    nodes.add(view(List.of(node), "private static void " + name, List.of(parameter), body));
    graph.add(call(name, argument, body) + ";");
  }

  /** Adds a variable for a named output of a node. */
  void sideOutput(StreamRef ref, String rowClass, String tag) {
    sideOutput(ref, rowClass, tag, job.names.stream(ref.node()));
  }

  /** The same where a helper operator has the output. */
  void sideOutput(StreamRef ref, String rowClass, String tag, String stream) {
    String dataStream = job.imports.use("org.apache.flink.streaming.api.datastream.DataStream");
    statement(
        dataStream + "<" + rowClass + "> " + job.names.stream(ref) + " =",
        stream + ".getSideOutput(" + tag + ");");
  }

  /** Where the node is declared: in the pipeline's file, or in that of a fragment. */
  static String place(PlanNode node) {
    Span span = node.info().span();
    return span.source().name() + ":" + span.line() + "  " + node.info().path();
  }

  private void statement(String head, String value) {
    graph.addAll(List.of(LineWrap.assignment(4, head, value).replace("\n    ", "\n").split("\n")));
  }

  /** The constant of an output tag, declared at its first use. */
  String tag(String output, String rowClass, String typeInformation) {
    return tag(output, output, rowClass, typeInformation);
  }

  /** The same for a tag whose id is not the name of the output. */
  String tag(String output, String id, String rowClass, String typeInformation) {
    String known = tags.get(output);
    if (known != null) {
      return known;
    }
    String constant =
        job.names
            .classFor(output, "Output")
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
            .toUpperCase(Locale.ROOT);
    tags.put(output, constant);
    String outputTag = job.imports.use("org.apache.flink.util.OutputTag");
    job.constants.add(
        "private static final " + outputTag + "<" + rowClass + "> " + constant + " =");
    job.constants.add(
        "    new " + outputTag + "<>(" + JavaLiterals.string(id) + ", " + typeInformation + ");");
    return constant;
  }

  private JobView.NodeView view(
      List<? extends PlanNode> of, String head, List<String> parameters, Code body) {
    List<String> comment = of.stream().map(node -> JavaLiterals.comment(place(node))).toList();
    List<String> all = new ArrayList<>(parameters);
    if (readsParameters(body)) {
      all.add("JobParameters parameters");
    }
    String signature = LineWrap.arguments(2, head + "(", all, ") {");
    return new JobView.NodeView(comment, signature, body.result());
  }
}
