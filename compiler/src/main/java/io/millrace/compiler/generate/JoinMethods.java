package io.millrace.compiler.generate;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.plan.JoinTime;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the methods of joins and enrichments. */
final class JoinMethods {
  private static final String STREAM = "org.apache.flink.streaming.api.datastream.DataStream";
  private static final String RUNTIME = "io.millrace.runtime.join.";

  private final JobContext job;
  private final MethodWriter methods;
  private final NodeInputs inputs;
  private final StoredRows stored;
  private final RowErrorsJava errors;

  JoinMethods(JobContext job, MethodWriter methods, Codecs codecs) {
    this.job = job;
    this.methods = methods;
    this.inputs = new NodeInputs(job, methods);
    this.stored = new StoredRows(job, methods);
    this.errors = new RowErrorsJava(job, methods, codecs);
  }

  void join(Join node) {
    boolean leftChanges = isUpdating(node.left());
    boolean rightChanges = isUpdating(node.right());
    markUpdating(node.leftStored(), leftChanges);
    markUpdating(node.rightStored(), rightChanges);
    JoinKeyJava key = new JoinKeyJava(job, node, node.on(), true);
    Code body = new Code();
    keyed(
        node,
        "left",
        node.leftRow(),
        node.leftStored(),
        leftChanges,
        key,
        key.selector("LeftKey", node.leftStored(), node.on().stream().map(JoinKey::left).toList()),
        body);
    keyed(
        node,
        "right",
        node.rightRow(),
        node.rightStored(),
        rightChanges,
        key,
        key.selector(
            "RightKey", node.rightStored(), node.on().stream().map(JoinKey::right).toList()),
        body);
    String joiner =
        new JoinerMethod(job, node)
            .write(
                regular(node) && leftChanges && !node.leftUnique(),
                regular(node) && rightChanges && !node.rightUnique());
    String operator = operator(node, joiner, leftChanges, rightChanges);
    String row = job.row(node.row());
    List<String> calls = new ArrayList<>();
    calls.add("connect(rightRows)");
    calls.add(
        "transform(" + JavaLiterals.string(node.id()) + ", " + row + ".TYPE, " + operator + ")");
    calls.addAll(methods.identityOfNamed(node.info()));
    body.chain("return leftRows", calls);
    write(
        node,
        node.leftRow(),
        "left",
        checked(node, "left", node.left(), node.leftRow(), JoinKey::left),
        node.rightRow(),
        "right",
        checked(node, "right", node.right(), node.rightRow(), JoinKey::right),
        body);
    late(node, Join.LATE_LEFT, node.leftStored());
    late(node, Join.LATE_RIGHT, node.rightStored());
  }

  private String checked(
      Join node,
      String side,
      List<StreamRef> refs,
      RecordType row,
      Function<JoinKey, TypedExpression> key) {
    return errors.checkedSide(
        node, side, row, inputs.merged(node, refs, row), node.on().stream().map(key).toList());
  }

  private static boolean regular(Join node) {
    return node.time() instanceof JoinTime.Regular;
  }

  private boolean isUpdating(List<StreamRef> refs) {
    return refs.stream().anyMatch(ref -> !job.plan.shape(ref).mode().isAppend());
  }

  private void markUpdating(RecordType row, boolean updating) {
    if (updating) {
      job.records.markUpdating(row);
    }
  }

  /** One side: rows with the stored fields alone, by key. */
  private void keyed(
      Join node,
      String side,
      RecordType from,
      RecordType to,
      boolean updating,
      JoinKeyJava key,
      String selector,
      Code body) {
    String keyedStream = job.imports.use("org.apache.flink.streaming.api.datastream.KeyedStream");
    List<String> calls = stored.calls(node, side, from, to, updating);
    calls.add(new KeyBy(selector, key.typeInformation()).call());
    body.line(keyedStream + "<" + job.row(to) + ", " + key.type() + "> " + side + "Rows =");
    body.chain("    " + side, calls);
  }

  private String operator(Join node, String joiner, boolean leftChanges, boolean rightChanges) {
    String operatorsClass = job.imports.use(RUNTIME + "JoinOperators");
    String kind = job.imports.use(RUNTIME + "JoinKind") + "." + node.kind().name();
    String types = job.row(node.leftStored()) + ".TYPE, " + job.row(node.rightStored()) + ".TYPE";
    String late =
        ", "
            + lateTag(node, Join.LATE_LEFT, node.leftStored())
            + ", "
            + lateTag(node, Join.LATE_RIGHT, node.rightStored());
    if (node.time() instanceof JoinTime.Windowed windowed) {
      return operatorsClass
          + ".window("
          + new WindowJava(job.imports).make(windowed.window())
          + ", "
          + kind
          + ", "
          + joiner
          + ", "
          + types
          + late
          + ")";
    }
    if (node.time() instanceof JoinTime.Interval interval) {
      return operatorsClass
          + ".interval("
          + DeployJava.duration(interval.before(), job.imports)
          + ", "
          + DeployJava.duration(interval.after(), job.imports)
          + ", "
          + kind
          + ", "
          + joiner
          + ", "
          + types
          + late
          + ")";
    }
    if (node.time() instanceof JoinTime.AsOf asOf) {
      String settings =
          job.imports.use(RUNTIME + "AsOf")
              + ".latest("
              + kind
              + ")"
              + (rightChanges ? ".withChanges()" : "")
              + option("maxAge", asOf.maxAge())
              + option("ttl", asOf.ttl());
      return operatorsClass + ".asOf(" + settings + ", " + joiner + ", " + types + late + ")";
    }
    JoinTime.Regular regular = (JoinTime.Regular) node.time();
    // Whether a partner is there is all that such joins ask, not how many.
    boolean anyPartner = node.leftOnly() && node.where() == null && !rightChanges;
    return operatorsClass
        + ".regular("
        + kind
        + ", "
        + joiner
        + ", "
        + side(node.leftStored(), leftChanges, node.leftUnique(), regular.leftTtl())
        + ", "
        + side(
            node.rightStored(), rightChanges, node.rightUnique() || anyPartner, regular.rightTtl())
        + ", "
        + job.sendsOldValues(node)
        + ")";
  }

  private String side(RecordType stored, boolean changes, boolean unique, @Nullable Duration ttl) {
    return job.imports.use(RUNTIME + "JoinSide")
        + ".of("
        + job.row(stored)
        + ".TYPE)"
        + (changes ? ".withChanges()" : "")
        + (unique ? ".oneRowPerKey()" : "")
        + option("ttl", ttl);
  }

  private String option(String name, @Nullable Duration value) {
    return value == null ? "" : "." + name + "(" + DeployJava.duration(value, job.imports) + ")";
  }

  private StreamRef lateRef(Join node, String output) {
    return new StreamRef(node.id(), output, node.info().span());
  }

  private String lateTag(Join node, String output, RecordType row) {
    if (regular(node) || !job.isRead(lateRef(node, output))) {
      return "null";
    }
    String type = job.row(row);
    return methods.tag(node.id() + "." + output, type, type + ".TYPE");
  }

  private void late(Join node, String output, RecordType row) {
    String tag = lateTag(node, output, row);
    if (!tag.equals("null")) {
      methods.sideOutput(lateRef(node, output), job.row(row), tag);
    }
  }

  void enrich(Enrich node) {
    boolean updating = isUpdating(node.rows());
    boolean changes = isUpdating(node.small());
    markUpdating(node.smallStored(), changes);
    JoinKeyJava key = new JoinKeyJava(job, node, node.on(), false);
    String enricher = new EnricherMethod(job, node, key).write(updating);
    String small = job.row(node.smallStored());
    Code body = new Code();
    List<String> calls = stored.calls(node, "with", node.smallRow(), node.smallStored(), changes);
    calls.removeIf(call -> call.startsWith("setParallelism("));
    calls.add("setParallelism(1)");
    calls.add("broadcast()");
    body.line("// One subtask, so that all tasks see the same order.");
    body.line(job.imports.use(STREAM) + "<" + small + "> known =");
    body.chain("    with", calls);
    String settings =
        job.imports.use(RUNTIME + "Enrichment")
            + ".of("
            + key.typeInformation()
            + ", "
            + job.row(node.input())
            + ".TYPE, "
            + small
            + ".TYPE)"
            + (node.keepsAll() ? ".keepingAll()" : "")
            + (node.await() ? ".awaitingEnd()" : "")
            + (changes ? ".withChanges()" : "");
    List<String> transform = new ArrayList<>();
    transform.add("connect(known)");
    transform.add(
        "transform("
            + JavaLiterals.string(node.id())
            + ", "
            + job.row(node.row())
            + ".TYPE, new "
            + job.imports.use(RUNTIME + "EnrichOperator")
            + "<>("
            + enricher
            + ", "
            + settings
            + ")"
            + onError(node, node.input())
            + ")");
    transform.addAll(methods.identityOfNamed(node.info()));
    body.chain("return input", transform);
    write(
        node,
        node.input(),
        "input",
        inputs.merged(node, node.rows(), node.input()),
        node.smallRow(),
        "with",
        inputs.merged(node, node.small(), node.smallRow()),
        body);
  }

  private String onError(Enrich node, RecordType row) {
    return RowErrorsJava.handles(node) ? ".onError(" + errors.policy(node, row) + ")" : "";
  }

  private void write(
      PlanNode node,
      RecordType first,
      String firstName,
      String firstStream,
      RecordType second,
      String secondName,
      String secondStream,
      Code body) {
    String stream = job.imports.use(STREAM);
    String operator =
        job.imports.use("org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator");
    RecordType row = node instanceof Join join ? join.row() : ((Enrich) node).row();
    methods.stream(
        node,
        operator + "<" + job.row(row) + ">",
        List.of(
            stream + "<" + job.row(first) + "> " + firstName,
            stream + "<" + job.row(second) + "> " + secondName),
        List.of(firstStream, secondStream),
        body);
  }
}
