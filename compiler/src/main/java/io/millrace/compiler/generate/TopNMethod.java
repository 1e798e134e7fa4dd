package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.OrderTerm;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.TopN;
import io.millrace.compiler.plan.TwoPhase;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code top-n}. */
final class TopNMethod {
  private final JobContext job;
  private final MethodWriter methods;
  private final OperatorMethods operators;

  TopNMethod(JobContext job, MethodWriter methods, OperatorMethods operators) {
    this.job = job;
    this.methods = methods;
    this.operators = operators;
  }

  void write(TopN node) {
    String from = job.row(node.input());
    String to = job.row(node.row());
    KeyJava key = new KeyJava(job, node, node.keys(), node.input());
    String selector = key.selector(from);
    String types = "<" + key.type() + ", " + from + ", " + to + ">";
    String ranking = ranking(node, from, to);
    List<String> calls = new ArrayList<>();
    boolean twoPhase = TwoPhase.applies(job.plan, node);
    boolean leavesOutRows = TwoPhase.leavesOutRows(job.plan, node);
    KeyBy keyBy = twoPhase || leavesOutRows ? null : key.keyBy(selector);
    StreamRef late = new StreamRef(node.id(), TopN.LATE, node.info().span());
    String lateTag = null;
    if (node.window() == null) {
      if (leavesOutRows) {
        calls.addAll(leaveOutRows(node, selector, ranking));
        calls.add(key.keyBy(selector).call());
      }
      String topN =
          job.imports.use(
              "io.millrace.runtime.rank."
                  + (node.replaces() instanceof TopN.Replaces.Nothing ? "TopN" : "UpdatingTopN"));
      String arguments = "(" + ranking + ", " + from + ".TYPE, " + rows(node) + ")";
      calls.add(KeyedCall.of(job, node, to, "new " + topN + types + arguments + options(node)));
    } else {
      lateTag = job.isRead(late) ? operators.tag(node, TopN.LATE, from) : null;
      String windowed = job.imports.use("io.millrace.runtime.rank.TopNAggregator");
      String aggregator = "new " + windowed + types + "(" + ranking + ", " + rows(node) + ")";
      String listType =
          job.imports.use("org.apache.flink.api.common.typeinfo.Types")
              + ".LIST("
              + from
              + ".TYPE)";
      if (twoPhase) {
        calls.addAll(
            new LocalCall(job, node, node.window()).write(selector, aggregator, listType, key));
      }
      calls.add(
          "transform("
              + JavaLiterals.string(node.id())
              + ", "
              + to
              + ".TYPE, "
              + job.imports.use("io.millrace.runtime.window.WindowOperators")
              + (twoPhase ? ".merging(" : ".aggregate(")
              + new WindowJava(job.imports).make(node.window())
              + ", "
              + aggregator
              + ", "
              + listType
              + (lateTag == null ? "" : ", " + lateTag)
              + "))");
    }
    calls.addAll(methods.identityOfNamed(node.info()));
    if (key.isGlobal() && node.info().parallelism() == null) {
      calls.add("setParallelism(1)");
    }
    operators.applyChecked(node, node.input(), node.row(), keyBy, calls);
    if (lateTag != null) {
      methods.sideOutput(late, from, lateTag);
    }
  }

  /** The calls that leave out rows ahead of the network. */
  private List<String> leaveOutRows(TopN node, String selector, String ranking) {
    String name = job.imports.use("io.millrace.runtime.rank.LocalTopN");
    String filter = "new " + name + "<>(" + selector + ", " + ranking + ", " + rows(node) + ")";
    return List.of(
        "filter(" + filter + ttl(node) + ")",
        "name(" + JavaLiterals.string(node.id() + "--local") + ")",
        "uid(" + JavaLiterals.string(node.info().uid() + "--local") + ")",
        // Chained to what it reads.
        "setParallelism(input.getParallelism())");
  }

  private String ttl(TopN node) {
    return node.ttl() == null ? "" : ".ttl(" + DeployJava.duration(node.ttl(), job.imports) + ")";
  }

  private String rows(TopN node) {
    String topRows = job.imports.use("io.millrace.runtime.rank.RowLimit");
    return topRows + (node.allTies() ? ".withTies(" : ".of(") + node.limit() + ")";
  }

  private String options(TopN node) {
    boolean places = !node.allTies() && (node.rank() != null || node.limit() == 1);
    return (places ? ".places()" : "")
        + (node.replaces() instanceof TopN.Replaces.SameRow ? ".takesBackRows()" : "")
        + ttl(node)
        + (job.sendsOldValues(node) ? ".updateBefore()" : "");
  }

  private String ranking(TopN node, String from, String to) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Ranking"));
    function.comment("order: " + OrderTerm.display(node.order()));
    function.method(
        "public int compare(" + from + " a, " + from + " b)",
        OrderJava.compare(job, node, function, node.order(), node.input()));
    RowReader reader = new RowReader("row", node.input());
    List<String> arguments = new ArrayList<>();
    boolean updating =
        !(job.plan.shape(new StreamRef(node.id(), null, node.info().span())).mode()
            instanceof ChangeMode.Append);
    if (updating) {
      arguments.add("changeKind");
    }
    for (Field field : node.input().fields()) {
      arguments.addAll(RowJava.copy(field, reader));
    }
    if (node.rank() != null) {
      arguments.add("rank");
    }
    function.method(
        "public " + to + " result(" + from + " row, long rank, byte changeKind)",
        new Code()
            .line(
                node.row().name().equals(node.input().name())
                    ? "return row;"
                    : RowJava.make("return ", node.row(), arguments, ";")));
    if (node.replaces() instanceof TopN.Replaces.SameKey sameKey) {
      function.method(
          "public boolean replaces(" + from + " a, " + from + " b)",
          new Code().line("return " + equal(node.input(), sameKey.key()) + ";"));
    }
    String base = job.imports.use("io.millrace.runtime.rank.Ranking");
    return function.build("extends " + base + "<" + from + ", " + to + ">");
  }

  private String equal(RecordType row, List<String> fields) {
    List<String> parts = new ArrayList<>();
    for (String name : fields) {
      Field field = row.field(name);
      if (field == null) {
        throw new IllegalStateException("no field " + name + " in " + row.name());
      }
      parts.add(EqualityJava.of(job, field, new RowReader("a", row), new RowReader("b", row)));
    }
    return parts.isEmpty() ? "true" : String.join(" && ", parts);
  }
}
