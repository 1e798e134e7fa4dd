package io.millrace.compiler.generate;

import io.millrace.compiler.expr.Ir;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.model.JavaDecl;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.plan.StreamRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the methods of nodes whose function the user has written. */
final class JavaMethods {
  private static final String RUNTIME = "io.millrace.runtime.function.";

  private final JobContext job;
  private final MethodWriter methods;

  JavaMethods(JobContext job, MethodWriter methods) {
    this.job = job;
    this.methods = methods;
  }

  void write(JavaFunction node) {
    String to = job.row(node.row());
    String type = to + ".TYPE";
    // With its package: a generated record may have the same simple name.
    String made = "new " + node.className() + "(" + arguments(node) + ")";
    boolean named = node.kind() == JavaDecl.Kind.AGGREGATE;
    List<String> calls = new ArrayList<>();
    KeyJava key = null;
    switch (node.kind()) {
      case MAP -> calls.add("map(" + made + ", " + type + ")");
      case FLAT_MAP -> calls.add("flatMap(" + made + ", " + type + ")");
      case PROCESS -> {
        key = keyed(node, calls);
        calls.add("process(" + made + ", " + type + ")");
      }
      case AGGREGATE -> {
        key = keyed(node, calls);
        calls.add(aggregate(node, made));
      }
    }
    calls.addAll(named ? methods.identityOfNamed(node.info()) : methods.identity(node.info()));
    if (key != null && key.isGlobal() && node.info().parallelism() == null) {
      calls.add("setParallelism(1)");
    }
    methods.stream(
        node,
        job.imports.use("org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator")
            + "<"
            + to
            + ">",
        job.imports.use("org.apache.flink.streaming.api.datastream.DataStream")
            + "<"
            + job.row(node.input())
            + "> input",
        new NodeInputs(job, methods).merged(node, node.input()),
        new Code().chain("return input", calls));
    job.userFunctions.add(new FunctionSignatures(job).of(node, key));
    outputs(node);
  }

  private KeyJava keyed(JavaFunction node, List<String> calls) {
    KeyJava key = new KeyJava(job, node, node.keys(), node.input());
    calls.add(key.keyBy(key.selector(job.row(node.input()))).call());
    return key;
  }

  private String aggregate(JavaFunction node, String made) {
    String accumulator = job.row(node.accumulator()) + ".TYPE";
    List<String> arguments = new ArrayList<>();
    arguments.add(new WindowJava(job.imports).make(node.window()));
    arguments.add("new " + job.imports.use(RUNTIME + "FunctionAggregator") + "<>(" + made + ")");
    arguments.add("new " + job.imports.use(RUNTIME + "HeldTypeInfo") + "<>(" + accumulator + ")");
    if (job.isRead(late(node))) {
      arguments.add(lateTag(node));
    }
    return "transform("
        + JavaLiterals.string(node.id())
        + ", "
        + job.row(node.row())
        + ".TYPE, "
        + job.imports.use("io.millrace.runtime.window.WindowOperators")
        + ".aggregate("
        + String.join(", ", arguments)
        + "))";
  }

  private StreamRef late(JavaFunction node) {
    return new StreamRef(node.id(), JavaDecl.LATE, node.info().span());
  }

  private String lateTag(JavaFunction node) {
    String row = job.row(node.input());
    return methods.tag(late(node).display(), row, row + ".TYPE");
  }

  private void outputs(JavaFunction node) {
    if (node.kind() == JavaDecl.Kind.AGGREGATE && job.isRead(late(node))) {
      methods.sideOutput(late(node), job.row(node.input()), lateTag(node));
    }
    for (JavaFunction.Output output : node.outputs()) {
      StreamRef ref = new StreamRef(node.id(), output.name(), node.info().span());
      if (job.isRead(ref)) {
        String row = job.row(output.row());
        // The function knows the output by its own name, whatever the node is called.
        methods.sideOutput(ref, row, methods.tag(ref.display(), output.name(), row, row + ".TYPE"));
      }
    }
  }

  private String arguments(JavaFunction node) {
    return node.arguments().stream()
        .map(argument -> argument(argument.value()))
        .collect(Collectors.joining(", "));
  }

  private String argument(TypedExpression value) {
    if (value.root() instanceof Ir.Read read) {
      for (Parameter parameter : job.plan.parameters()) {
        if (parameter.name().equals(read.field())) {
          return ParameterJava.getter(parameter);
        }
      }
    }
    Object literal = ((Ir.Literal) value.root()).value();
    if (literal instanceof String text) {
      return JavaLiterals.string(text);
    }
    if (literal instanceof Double number) {
      return JavaLiterals.doubleValue(number);
    }
    return literal instanceof Long number ? JavaLiterals.longValue(number) : literal.toString();
  }
}
