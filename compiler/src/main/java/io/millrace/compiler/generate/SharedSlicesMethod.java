package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the first step that several windowed aggregates have in common. Where the accumulator of
 * one has all that another needs, only the one is filled with rows, and the other takes from it.
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
    List<Member> fillers = fillers(members);
    List<Member> ordered = new ArrayList<>(fillers);
    members.stream().filter(member -> !fillers.contains(member)).forEach(ordered::add);
    Member first = ordered.get(0);
    PlanNode.Aggregate node = first.node();
    String rows = job.row(node.input());
    String slices = job.imports.use(WINDOWS + "SharedSlices");
    String names = String.join(", ", nodes.stream().map(PlanNode::id).toList());
    Code body = new Code();
    body.line(
        "%s<%s, %s, %s> slices ="
            .formatted(slices, first.key().type(), rows, first.method().accumulatorClass()));
    body.chain(
        "    " + slices + ".by(" + first.key().selector(rows) + ")", members(ordered, fillers));
    body.chain(
        "return input",
        List.of(
            "transform("
                + JavaLiterals.string(names + "--local")
                + ", "
                + typeInformation(first)
                + ", slices.operator())",
            "uid(" + JavaLiterals.string(node.info().uid() + "--local") + ")",
            // Chained to what it reads.
            "setParallelism(input.getParallelism())"));
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

  /** The fewest that have what all need, those that have most first. */
  private static List<Member> fillers(List<Member> members) {
    List<Member> bySize = new ArrayList<>(members);
    bySize.sort(Comparator.comparing(member -> -member.method().layout().slots().size()));
    List<Member> fillers = new ArrayList<>();
    for (Member member : bySize) {
      if (fillers.stream().noneMatch(filler -> covers(filler, member))) {
        fillers.add(member);
      }
    }
    return fillers;
  }

  private static boolean covers(Member filler, Member member) {
    return filler.method().layout().covers(member.method().layout());
  }

  /** The calls that add each. */
  private List<String> members(List<Member> ordered, List<Member> fillers) {
    List<String> calls = new ArrayList<>();
    for (Member member : ordered) {
      boolean first = member.equals(ordered.get(0));
      List<String> arguments = new ArrayList<>();
      if (!first) {
        arguments.add(tag(member));
      }
      arguments.add(new WindowJava(job.imports).make(member.node().window()));
      arguments.add(member.aggregator());
      boolean fills = fillers.contains(member);
      if (!first && (!fills || member.key().isRecord())) {
        Member filler =
            fills
                ? member
                : fillers.stream().filter(f -> covers(f, member)).findFirst().orElseThrow();
        arguments.add(taker(ordered.get(0), filler, member));
        arguments.add(String.valueOf(ordered.indexOf(filler)));
      }
      calls.add((first ? "first(" : "and(") + String.join(", ", arguments) + ")");
    }
    return calls;
  }

  /** Writes the class that takes from a filler's accumulator, and gives the Java that makes one. */
  private String taker(Member first, Member filler, Member member) {
    FunctionBuilder function =
        new FunctionBuilder(job, job.names.classFor(member.node().id(), "Slices"));
    function.comment(
        "What " + member.node().id() + " needs of the rows that " + filler.node().id() + " adds.");
    KeyJava key = member.key();
    function.method(
        "public " + key.type() + " key(" + first.key().type() + " key)",
        new Code().line(key.isRecord() ? key.copyOf(first.key()) : "return key;"));
    Code body = new Code();
    AccumulatorLayout layout = member.method().layout();
    for (AggregateSlot slot : layout.slots()) {
      AggregateSlot taken = filler.method().layout().slot(slot.call());
      slot.java().merge(slot, taken, job.imports, body);
    }
    if (layout.slots().isEmpty()) {
      body.line("into.seen = true;");
    }
    String own = member.method().accumulatorClass();
    String from = filler.method().accumulatorClass();
    function.method("public void take(" + own + " into, " + from + " from)", body);
    String types = String.join(", ", first.key().type(), from, key.type(), own);
    return function.build("extends " + job.imports.use(WINDOWS + "SliceTaker") + "<" + types + ">");
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
