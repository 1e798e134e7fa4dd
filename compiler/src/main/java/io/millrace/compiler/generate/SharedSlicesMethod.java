package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.SliceGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the first step that several windowed aggregates have in common. Where the slices of one
 * have all that another needs for its own, rows are added to the one, and the other takes from it.
 */
final class SharedSlicesMethod {
  private static final String OPERATOR =
      "org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator";
  private static final String STREAM = "org.apache.flink.streaming.api.datastream.DataStream";
  private static final String WINDOWS = "io.millrace.runtime.window.";

  private final JobContext job;
  private final MethodWriter methods;

  SharedSlicesMethod(JobContext job, MethodWriter methods) {
    this.job = job;
    this.methods = methods;
  }

  /**
   * An aggregate whose second step is still to be written.
   *
   * @param aggregator the Java that makes its aggregator
   * @param stream the variable of its partial results
   * @param type of them: {@code Partial<String, HitsAccumulator>}
   */
  record Member(
      PlanNode.Aggregate node,
      KeyJava key,
      AggregateMethod method,
      String aggregator,
      String stream,
      String type) {
    String accumulatorType() {
      return method.accumulatorClass() + ".TYPE";
    }

    SliceGrid grid() {
      return SliceGrid.of(node.window());
    }

    int slots() {
      return method.layout().slots().size();
    }

    boolean feeds(Member other) {
      return method.layout().covers(other.method.layout()) && grid().feeds(other.grid());
    }
  }

  /**
   * Writes the step.
   *
   * @param nodes in their order
   * @param input the variable of their rows
   * @return its members, by the ids of their nodes
   */
  Map<String, Member> write(List<PlanNode.Aggregate> nodes, String input) {
    List<Member> members = new ArrayList<>();
    for (PlanNode.Aggregate node : nodes) {
      KeyJava key = new KeyJava(job, node, node.keys(), node.input());
      AggregateMethod method = new AggregateMethod(job, node, key);
      String stream = job.names.stream(node.id() + " slices");
      String type =
          "%s<%s, %s>"
              .formatted(
                  job.imports.use(WINDOWS + "Partial"), key.type(), method.accumulatorClass());
      members.add(new Member(node, key, method, method.write(), stream, type));
    }
    // Short windows before long ones: who takes from another comes behind it.
    List<Member> ordered = new ArrayList<>(members);
    ordered.sort(
        Comparator.comparingLong((Member member) -> member.grid().step())
            .thenComparing(member -> -member.slots()));
    Member first = ordered.get(0);
    PlanNode.Aggregate node = first.node();
    String rows = job.row(node.input());
    String slices = job.imports.use(WINDOWS + "SharedSlices");
    String names = String.join(", ", nodes.stream().map(PlanNode::id).toList());
    Code body = new Code();
    body.line(
        "%s<%s, %s, %s> slices ="
            .formatted(slices, first.key().type(), rows, first.method().accumulatorClass()));
    body.chain("    " + slices + ".by(" + first.key().selector(rows) + ")", members(ordered));
    body.chain(
        "return input",
        LocalCall.of(names, node.info().uid(), typeInformation(first), "slices.operator()"));
    methods.shared(
        nodes,
        node.id() + " slices",
        job.imports.use(OPERATOR) + "<" + first.type() + ">",
        job.imports.use(STREAM) + "<" + rows + "> input",
        input,
        body);
    Map<String, Member> byId = new LinkedHashMap<>();
    for (Member member : ordered) {
      byId.put(member.node().id(), member);
      if (!member.equals(first)) {
        methods.variable(
            job.imports.use(STREAM) + "<" + member.type() + ">",
            member.stream(),
            first.stream(),
            "getSideOutput(" + tag(member) + ")");
      }
    }
    return byId;
  }

  /** The calls that add each. */
  private List<String> members(List<Member> ordered) {
    Member first = ordered.get(0);
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      Member member = ordered.get(i);
      List<String> arguments = new ArrayList<>();
      arguments.add(JavaLiterals.string(member.node().id()));
      if (i > 0) {
        arguments.add(tag(member));
      }
      arguments.add(new WindowJava(job.imports).make(member.node().window()));
      arguments.add(member.aggregator());
      if (i > 0) {
        arguments.add(key(first, member));
        // The last one has the longest slices of them, so the fewest, and of equals the fewest
        // values.
        List<Member> before = ordered.subList(0, i).stream().filter(m -> m.feeds(member)).toList();
        if (!before.isEmpty()) {
          Member from = before.get(before.size() - 1);
          arguments.add(JavaLiterals.string(from.node().id()));
          arguments.add(taker(from, member));
        }
      }
      calls.add((i == 0 ? "first(" : "and(") + String.join(", ", arguments) + ")");
    }
    return calls;
  }

  /** The Java that gives the key of the first in the class of another. */
  private String key(Member first, Member member) {
    if (!member.key().isRecord()) {
      return job.imports.use(WINDOWS + "SharedSlices") + ".sameKey()";
    }
    String selector = job.imports.use("org.apache.flink.api.java.functions.KeySelector");
    FunctionBuilder function =
        new FunctionBuilder(job, job.names.classFor(member.node().id(), "SameKey"));
    function.comment("The key of " + first.node().id() + ".");
    String from = first.key().type();
    String to = member.key().type();
    function.method(
        "public " + to + " getKey(" + from + " key)",
        new Code().line(member.key().copyOf(first.key())));
    return function.build("implements " + selector + "<" + from + ", " + to + ">");
  }

  /** Writes the class that takes from another's accumulator, and gives the Java that makes one. */
  private String taker(Member from, Member member) {
    FunctionBuilder function =
        new FunctionBuilder(job, job.names.classFor(member.node().id(), "Slices"));
    function.comment(
        "What " + member.node().id() + " needs of the slices of " + from.node().id() + ".");
    Code body = new Code();
    AccumulatorLayout layout = member.method().layout();
    for (AggregateSlot slot : layout.slots()) {
      AggregateSlot taken = from.method().layout().slot(slot.call());
      slot.java().merge(slot, taken, job.imports, body);
    }
    if (layout.slots().isEmpty()) {
      body.line("into.seen = true;");
    }
    String own = member.method().accumulatorClass();
    String theirs = from.method().accumulatorClass();
    function.method("public void take(" + own + " into, " + theirs + " from)", body);
    return function.build(
        "extends " + job.imports.use(WINDOWS + "SliceTaker") + "<" + theirs + ", " + own + ">");
  }

  private String tag(Member member) {
    String output = member.node().id() + "--slices";
    return methods.tag(output, member.type(), typeInformation(member));
  }

  private String typeInformation(Member member) {
    return job.imports.use(WINDOWS + "Partial")
        + ".type("
        + member.key().typeInformation()
        + ", "
        + member.accumulatorType()
        + ")";
  }
}
