package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * The key that both sides of a join have, in Java: the value itself where there is one, else a
 * generated key record.
 */
final class JoinKeyJava {
  private final JobContext job;
  private final PlanNode node;
  private final List<JoinKey> keys;
  private final List<Field> fields;
  private final boolean single;
  private final RecordType record;

  /**
   * The key of a node.
   *
   * @param absent whether an absent part of the key can be told from one that is there
   */
  JoinKeyJava(JobContext job, PlanNode node, List<JoinKey> keys, boolean absent) {
    this.job = job;
    this.node = node;
    this.keys = keys;
    this.fields =
        keys.stream()
            .map(JoinKey::field)
            .map(f -> Field.of(f.name(), f.type(), f.nullable() && absent))
            .toList();
    this.single = fields.size() == 1 && !fields.get(0).nullable();
    this.record = new RecordType(single ? "" : job.names.classFor(node.id(), "Key"), fields);
    if (!single) {
      job.records.add(
          record.name(), RecordSpec.Kind.KEY, fields.stream().map(StoredField::of).toList());
    }
  }

  /** The type argument. */
  String type() {
    return single ? JavaTypes.boxed(fields.get(0).type()) : record.name();
  }

  /** An expression of its TypeInformation. */
  String typeInformation() {
    if (!single) {
      return record.name() + ".TYPE";
    }
    String types = job.imports.use("org.apache.flink.api.common.typeinfo.Types");
    return types
        + (fields.get(0).type() == ScalarType.STRING
            ? ".STRING"
            : fields.get(0).type() == ScalarType.BOOL ? ".BOOLEAN" : ".LONG");
  }

  /**
   * Writes the selector of one side and gives the Java that makes one.
   *
   * @param role what its class is called behind the node
   */
  String selector(String role, RecordType row, List<TypedExpression> expressions) {
    String keySelector = job.imports.use("org.apache.flink.api.java.functions.KeySelector");
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), role));
    Code body = new Code();
    Fallible fallible = Fallible.failing(job, node, Fallible.places(expressions));
    RowReader reader = new RowReader("row", row);
    body.line(result(arguments(function, fallible, reader, expressions, body)));
    function.method(
        "public " + type() + " getKey(" + job.row(row) + " row)", fallible.caught(body, "row"));
    return function.build("implements " + keySelector + "<" + job.row(row) + ", " + type() + ">");
  }

  /** The statement that returns a key. */
  String result(List<String> arguments) {
    return single
        ? "return " + arguments.get(0) + ";"
        : RowJava.make("return ", record, arguments, ";");
  }

  /** The parts of a key, for {@link #result}. */
  List<String> arguments(
      FunctionBuilder function,
      Fallible fallible,
      FunctionBuilder.SlotReader reader,
      List<TypedExpression> expressions,
      Code body) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      JavaCode code = fallible.expression(function, expressions.get(i), reader, body);
      if (fields.get(i).nullable()) {
        arguments.addAll(RowJava.arguments(fields.get(i), code));
      } else {
        arguments.add(code.value());
      }
      function.comment(keys.get(i).name() + ": " + expressions.get(i).canonical());
    }
    return arguments;
  }
}
