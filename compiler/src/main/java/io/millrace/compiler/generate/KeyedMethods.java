package io.millrace.compiler.generate;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Writes the methods of operators that keep state per key by rules of the user. */
final class KeyedMethods {
  private static final String OPERATOR =
      "org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator";
  private static final String STREAM = "org.apache.flink.streaming.api.datastream.DataStream";

  private final JobContext job;
  private final MethodWriter methods;
  private final NodeInputs inputs;
  private final RowErrorsJava errors;

  KeyedMethods(JobContext job, MethodWriter methods, Codecs codecs) {
    this.job = job;
    this.methods = methods;
    this.inputs = new NodeInputs(job, methods);
    this.errors = new RowErrorsJava(job, methods, codecs);
  }

  void process(KeyedProcess node) {
    RecordType main = node.row();
    String to = main == null ? "Void" : job.row(main);
    KeyJava key = new KeyJava(job, node, node.keys(), node.input());
    String selector = key.selector(job.row(node.input()));
    String function = new ProcessMethod(job, methods, node, key).write();
    String type =
        main == null
            ? job.imports.use("org.apache.flink.api.common.typeinfo.Types") + ".VOID"
            : to + ".TYPE";
    List<String> calls = new ArrayList<>();
    calls.add("process(" + function + ", " + type + ")");
    calls.addAll(methods.identity(node.info()));
    apply(
        node,
        node.input(),
        inputs.merged(node, node.input()),
        to,
        key.keyBy(selector),
        key.isGlobal(),
        calls);
    for (KeyedProcess.Output output : node.outputs()) {
      StreamRef ref = new StreamRef(node.id(), output.name(), node.info().span());
      if (job.isRead(ref)) {
        String row = job.row(output.row());
        methods.sideOutput(ref, row, methods.tag(ref.display(), row, row + ".TYPE"));
      }
    }
  }

  void pattern(PatternMatch node) {
    new PatternMethod(job, methods, errors, node).write();
  }

  void reduce(Reduce node) {
    String to = job.row(node.row());
    KeyJava key = new KeyJava(job, node, node.keys(), node.input());
    String selector = key.selector(job.row(node.input()));
    FoldMethod fold = new FoldMethod(job, node, key);
    String aggregator = fold.write();
    String runner =
        job.imports.use(
            node.updating()
                ? "io.millrace.runtime.window.RunningAggregate"
                : "io.millrace.runtime.process.RunningFold");
    String options =
        (node.ttl() == null ? "" : ".ttl(" + DeployJava.duration(node.ttl(), job.imports) + ")")
            + (node.updating() && job.sendsOldValues(node) ? ".updateBefore()" : "")
            + (RowErrorsJava.handles(node)
                ? ".onError(" + errors.policy(node, node.input()) + ")"
                : "");
    List<String> calls = new ArrayList<>();
    calls.add(
        KeyedCall.of(
            job,
            node,
            to,
            "new "
                + runner
                + "<>("
                + aggregator
                + ", "
                + fold.accumulatorClass()
                + ".TYPE)"
                + options));
    List<TypedExpression> keys = node.keys().stream().map(Column::expression).toList();
    String merged = inputs.merged(node, node.input());
    boolean keyFails = keys.stream().anyMatch(TypedExpression::canFail);
    String argument = keyFails ? errors.checkedInput(node, node.input(), merged, keys) : merged;
    calls.addAll(methods.identityOfNamed(node.info()));
    apply(node, node.input(), argument, to, key.keyBy(selector), key.isGlobal(), calls);
  }

  private void apply(
      PlanNode node,
      RecordType input,
      String argument,
      String to,
      KeyBy keyBy,
      boolean global,
      List<String> calls) {
    if (global && node.info().parallelism() == null) {
      calls.add("setParallelism(1)");
    }
    methods.stream(
        node,
        job.imports.use(OPERATOR) + "<" + to + ">",
        job.imports.use(STREAM) + "<" + job.row(input) + "> input",
        argument,
        KeyedInput.chain(job, node, keyBy, calls));
  }
}
