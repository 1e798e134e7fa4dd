package io.millrace.compiler.generate;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/** What the generators of one pipeline share. */
final class JobContext {
  final Plan plan;
  final String basePackage;
  final String packageName;
  final Names names;
  final Imports imports = new Imports();
  final RecordClasses records;
  final List<String> constants = new ArrayList<>();
  final List<FunctionView> functions = new ArrayList<>();
  final List<JavaFile> files = new ArrayList<>();
  final List<UserFunction> userFunctions = new ArrayList<>();

  JobContext(Plan plan, String basePackage) {
    this.plan = plan;
    this.basePackage = basePackage;
    this.packageName = PackageNames.below(basePackage, plan.name());
    this.names = new Names(plan);
    this.records = new RecordClasses(this);
    plan.shapes().values().stream()
        .filter(shape -> !shape.mode().isAppend())
        .forEach(shape -> records.markUpdating(shape.row()));
  }

  /** Whether rows that a node reads carry the kind of their change. */
  boolean isUpdating(PlanNode node) {
    return node.inputs().stream().anyMatch(input -> !plan.shape(input).mode().isAppend());
  }

  /** What a node with one input, or several that are merged, reads; the row is the first's. */
  StreamShape merged(PlanNode node) {
    StreamShape first = plan.shape(node.inputs().get(0));
    if (node.inputs().size() == 1) {
      return first;
    }
    return new StreamShape(
        first.row(),
        first.watermarked(),
        isUpdating(node) ? ChangeMode.retract() : ChangeMode.append());
  }

  /** Whether an output sends old values ahead of updates. */
  boolean sendsOldValues(PlanNode node) {
    return plan.shape(new StreamRef(node.id(), null, node.info().span())).oldValues();
  }

  /** The YAML file as headers of generated files name it. */
  String source() {
    return plan.file().name();
  }

  /** The simple name of a row's class, whose file is then generated. */
  String row(RecordType row) {
    return records.use(row);
  }

  /** Whether a node of the plan reads an output. */
  boolean isRead(StreamRef ref) {
    return plan.isRead(ref);
  }
}
