package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.TopN;
import io.millrace.compiler.plan.TwoPhase;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the methods of operators. */
final class OperatorMethods {
  private static final String OPERATOR =
      "org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator";
  private static final String STREAM = "org.apache.flink.streaming.api.datastream.DataStream";

  private final JobContext job;
  private final MethodWriter methods;
  private final NodeInputs inputs;
  private final RowErrorsJava errors;

  /** Aggregates whose first step is written, which they have in common with others. */
  private final Map<String, SharedSlicesMethod.Member> sharing = new HashMap<>();

  OperatorMethods(JobContext job, MethodWriter methods, Codecs codecs) {
    this.job = job;
    this.methods = methods;
    this.inputs = new NodeInputs(job, methods);
    this.errors = new RowErrorsJava(job, methods, codecs);
  }

  void filter(PlanNode.Filter node) {
    if (!isFused(node)) {
      new FilterMethod(job, this).write(node);
    }
  }

  void select(PlanNode.Select node) {
    if (!isFused(node)) {
      new SelectMethod(job, this).write(node);
    }
  }

  /** Whether a node is one operator with others; it is written with the last of them. */
  private boolean isFused(PlanNode node) {
    String operator = job.plan.operatorOf(node.id());
    if (node.id().equals(operator)) {
      List<String> ids = job.plan.fused().getOrDefault(operator, List.of());
      new FusedMethod(job, this, ids.stream().map(job.plan::node).toList()).write();
    }
    return operator != null;
  }

  /** Adds the operator of several nodes: it has the uid of the last, and the names of all. */
  void applyFused(List<PlanNode> nodes, RecordType input, RecordType row, String call) {
    PlanNode last = nodes.get(nodes.size() - 1);
    String names = String.join(" -> ", nodes.stream().map(PlanNode::id).toList());
    List<String> calls = new ArrayList<>(List.of(call, "returns(" + job.row(row) + ".TYPE)"));
    calls.addAll(methods.identityShownAs(last.info(), names));
    apply(last, input, row, inputs.merged(nodes.get(0), input), null, calls);
  }

  void unnest(PlanNode.Unnest node) {
    RecordType input = node.input();
    String from = job.row(input);
    String to = job.row(node.row());
    Field as = node.row().fields().get(node.row().fields().size() - 1);
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Unnest"));
    function.comment(node.as() + ": each of " + node.list().text());
    Code body = new Code();
    RowReader reader = new RowReader("row", input);
    boolean handles = RowErrorsJava.handles(node);
    Fallible fallible = handles ? Fallible.checked(job, node) : Fallible.failing(job, node);
    fallible.at(node.list(), body);
    JavaCode list = function.expression(node.list(), reader, body);
    String listType = JavaTypes.of(node.list().type());
    body.line(listType + " elements = " + list.value() + ";");
    List<String> others = new ArrayList<>();
    if (job.isUpdating(node)) {
      others.add("row.changeKind()");
    }
    for (Field field : node.row().fields()) {
      if (!field.name().equals(node.as())) {
        others.addAll(RowJava.copy(field, reader));
      }
    }
    String empty =
        list.present() == null ? "elements.isEmpty()" : "elements == null || elements.isEmpty()";
    if (node.keepEmpty() || list.present() != null) {
      body.open("if (" + empty + ") {");
      if (node.keepEmpty()) {
        List<String> arguments = new ArrayList<>(others);
        arguments.addAll(RowJava.absent(as));
        body.line(RowJava.make("out.collect(", node.row(), arguments, ");"));
      }
      body.line("return;");
      body.close("}");
    }
    String elementType = JavaTypes.of(((ListType) node.list().type()).element());
    body.open("for (" + elementType + " element : elements) {");
    List<String> arguments = new ArrayList<>(others);
    arguments.add("element");
    if (as.nullable() && JavaTypes.isPrimitive(as.type())) {
      arguments.add("true");
    }
    body.line(RowJava.make("out.collect(", node.row(), arguments, ");"));
    body.close("}");
    if (handles) {
      checked(node, function, input, node.row(), body);
      return;
    }
    String collector = job.imports.use("org.apache.flink.util.Collector");
    function.method(
        "public void flatMap(" + from + " row, " + collector + "<" + to + "> out)",
        fallible.caught(body, "row"));
    String base = job.imports.use("org.apache.flink.api.common.functions.FlatMapFunction");
    String made = function.build("implements " + base + "<" + from + ", " + to + ">");
    apply(node, input, node.row(), "flatMap(" + made + ")", "returns(" + to + ".TYPE)");
  }

  /** Adds an operator that takes out the rows for which something fails. */
  void checked(
      PlanNode node, FunctionBuilder function, RecordType input, RecordType row, Code body) {
    String out = job.row(row);
    String made = errors.build(node, function, input, out, body);
    apply(node, input, row, "process(" + made + ")", "returns(" + out + ".TYPE)");
  }

  RowErrorsJava errors() {
    return errors;
  }

  /** A union is no operator of its own: its variable is the merged stream. */
  void union(PlanNode.Union node) {
    alias(node, node.row());
  }

  /** Makes a node a name for the streams that it reads. */
  void alias(PlanNode node, RecordType row) {
    String stream = job.imports.use(STREAM);
    methods.alias(node, stream + "<" + job.row(row) + ">", inputs.merged(node, row));
  }

  void route(PlanNode.Route node) {
    new RouteMethod(job, methods, this).write(node);
  }

  String tag(PlanNode node, String output, String row) {
    return methods.tag(node.id() + "." + output, row, row + ".TYPE");
  }

  void aggregate(PlanNode.Aggregate node) {
    List<String> group = job.plan.sharingSlices(node.id());
    if (!group.isEmpty()) {
      if (!sharing.containsKey(node.id())) {
        List<PlanNode.Aggregate> nodes =
            group.stream().map(id -> (PlanNode.Aggregate) job.plan.node(id)).toList();
        String input = inputs.merged(node, node.input());
        sharing.putAll(new SharedSlicesMethod(job, methods).write(nodes, input));
      }
      aggregateShared(sharing.get(node.id()));
      return;
    }
    boolean running = node.window() == null;
    String from = job.row(node.input());
    String to = job.row(node.row());
    KeyJava key = new KeyJava(job, node, node.keys(), node.input());
    AggregateMethod aggregate = new AggregateMethod(job, node, key);
    String selector = key.selector(from);
    String aggregator = aggregate.write();
    String accumulatorType = aggregate.accumulatorClass() + ".TYPE";
    List<String> calls = new ArrayList<>();
    boolean twoPhase = TwoPhase.applies(job.plan, node);
    KeyBy keyBy = twoPhase ? null : key.keyBy(selector);
    if (twoPhase) {
      calls.addAll(
          new LocalCall(job, node, node.window())
              .write(selector, aggregator, accumulatorType, key));
    }
    StreamRef late = new StreamRef(node.id(), PlanNode.Aggregate.LATE, node.info().span());
    String lateTag = !running && job.isRead(late) ? tag(node, PlanNode.Aggregate.LATE, from) : null;
    if (running) {
      String runningAggregate =
          job.imports.use(
              "io.millrace.runtime.window."
                  + (job.isUpdating(node) ? "RetractingAggregate" : "RunningAggregate"));
      String options =
          (node.ttl() == null ? "" : ".ttl(" + DeployJava.duration(node.ttl(), job.imports) + ")")
              + (job.sendsOldValues(node) ? ".updateBefore()" : "");
      calls.add(
          KeyedCall.of(
              job,
              node,
              to,
              "new "
                  + runningAggregate
                  + "<>("
                  + aggregator
                  + ", "
                  + accumulatorType
                  + ")"
                  + options));
    } else {
      calls.add(new WindowCall(job, node).write(aggregator, accumulatorType, lateTag, twoPhase));
    }
    calls.addAll(identity(node, key));
    String input =
        errors.checkedInput(
            node,
            node.input(),
            inputs.merged(node, node.input()),
            (function, body) -> {
              Fallible checked = Fallible.checked(job, node);
              key.evaluate(checked, function, body);
              aggregate.evaluate(checked, function, body);
            });
    apply(node, node.input(), node.row(), input, keyBy, calls);
    if (lateTag != null) {
      methods.sideOutput(late, from, lateTag);
    }
  }

  private List<String> identity(PlanNode.Aggregate node, KeyJava key) {
    boolean named = node.window() == null || node.window().hasBounds();
    List<String> calls =
        new ArrayList<>(
            named ? methods.identityOfNamed(node.info()) : methods.identity(node.info()));
    if (key.isGlobal() && node.info().parallelism() == null) {
      calls.add("setParallelism(1)");
    }
    return calls;
  }

  /** Writes the second step of an aggregate that has the first in common with others. */
  private void aggregateShared(SharedSlicesMethod.Member member) {
    PlanNode.Aggregate node = member.node();
    List<String> calls = new ArrayList<>();
    calls.add(LocalCall.keyBy(job, member.key()));
    calls.add(
        new WindowCall(job, node).write(member.aggregator(), member.accumulatorType(), null, true));
    calls.addAll(identity(node, member.key()));
    methods.stream(
        node,
        job.imports.use(OPERATOR) + "<" + job.row(node.row()) + ">",
        job.imports.use(STREAM) + "<" + member.type() + "> input",
        member.stream(),
        new Code().chain("return input", calls));
  }

  void deduplicate(Deduplicate node) {
    new DeduplicateMethod(job, methods, this).write(node);
  }

  void topN(TopN node) {
    new TopNMethod(job, methods, this).write(node);
  }

  void apply(PlanNode node, RecordType input, RecordType row, String... calls) {
    List<String> all = new ArrayList<>(List.of(calls));
    all.addAll(methods.identity(node.info()));
    apply(node, input, row, inputs.merged(node, input), null, all);
  }

  /** Applies calls that give the operator its identity, too, to the rows that do not fail. */
  void applyChecked(
      PlanNode node, RecordType input, RecordType row, @Nullable KeyBy key, List<String> calls) {
    String merged = inputs.merged(node, input);
    String checked = errors.checkedInput(node, input, merged, node.rowExpressions());
    apply(node, input, row, checked, key, calls);
  }

  private void apply(
      PlanNode node,
      RecordType input,
      RecordType row,
      String argument,
      @Nullable KeyBy key,
      List<String> calls) {
    String stream = job.imports.use(STREAM);
    String operator = job.imports.use(OPERATOR);
    Code body = KeyedInput.chain(job, node, key, calls);
    methods.stream(
        node,
        operator + "<" + job.row(row) + ">",
        stream + "<" + job.row(input) + "> input",
        argument,
        body);
  }
}
