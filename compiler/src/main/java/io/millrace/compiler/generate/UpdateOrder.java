package io.millrace.compiler.generate;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.plan.TopN;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps versions of a row in their order. Between nodes of different parallelism Flink hands rows
 * around in turn, and a version could overtake the next one of its key; so there rows that update
 * go to subtasks by their keys.
 */
final class UpdateOrder {
  private static final String ONE = "1";

  private final JobContext job;
  private final MethodWriter methods;

  UpdateOrder(JobContext job, MethodWriter methods) {
    this.job = job;
    this.methods = methods;
  }

  /** The stream as a node may read it. */
  String kept(PlanNode node, StreamRef ref, String stream) {
    StreamShape shape = job.plan.shape(ref);
    String own = parallelism(node);
    if (!(shape.mode() instanceof ChangeMode.Upsert upsert)
        || own.equals(ONE)
        || own.equals(parallelism(job.plan.node(ref.node())))
        || partitionsItself(node)) {
      return stream;
    }
    List<Column> keys = new ArrayList<>();
    for (String name : upsert.key()) {
      Field field = shape.row().field(name);
      if (field == null) {
        throw new IllegalStateException(ref.display() + " has no " + name);
      }
      keys.add(new Column(name, TypedExpression.field(field, node.info().span())));
    }
    KeyJava key = new KeyJava(job, node, keys, shape.row());
    String row = job.row(shape.row());
    String keyed = job.imports.use("org.apache.flink.streaming.api.datastream.KeyedStream");
    String name = job.names.stream(node.id() + " by key");
    methods.variable(
        keyed + "<" + row + ", " + key.type() + ">",
        name,
        stream,
        key.keyBy(key.selector(row)).call());
    return name;
  }

  private static boolean partitionsItself(PlanNode node) {
    return node instanceof PlanNode.Aggregate
        || node instanceof Deduplicate
        || node instanceof TopN
        || node instanceof Join
        || node instanceof KeyedProcess
        || node instanceof Reduce
        || node instanceof PlanNode.Union; // no operator of its own
  }

  /** Equal texts are equal parallelisms; what says nothing has the job's. */
  private String parallelism(PlanNode node) {
    DeployValue given = node.info().parallelism();
    if (given != null) {
      return given.toString();
    }
    if (node instanceof PlanNode.Union) {
      return parallelism(job.plan.node(node.inputs().get(0).node()));
    }
    DeployValue all = job.plan.job().parallelism();
    return isAlone(node) ? ONE : all == null ? "" : all.toString();
  }

  /** Whether one subtask does all of it, since there is one key. */
  private static boolean isAlone(PlanNode node) {
    List<Column> keys = null;
    if (node instanceof PlanNode.Aggregate aggregate) {
      keys = aggregate.keys();
    } else if (node instanceof TopN topN) {
      keys = topN.keys();
    } else if (node instanceof Deduplicate deduplicate) {
      keys = deduplicate.keys();
    } else if (node instanceof Reduce reduce) {
      keys = reduce.keys();
    }
    return keys != null && keys.isEmpty();
  }
}
