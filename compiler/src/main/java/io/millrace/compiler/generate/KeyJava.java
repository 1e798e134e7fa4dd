package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The key of a keyed node in Java: the value itself where there is one that is always there, else a
 * generated key record; for an aggregate of all rows, a constant.
 */
final class KeyJava {
  private final JobContext job;
  private final PlanNode node;
  private final List<Column> keys;
  private final RecordType input;
  private final List<Field> fields;
  private final boolean single;
  private final RecordType record;

  KeyJava(JobContext job, PlanNode.Aggregate node) {
    this(job, node, node.keys(), node.input());
  }

  /**
   * The key of a node.
   *
   * @param input the type of the rows that are keyed
   */
  KeyJava(JobContext job, PlanNode node, List<Column> keys, RecordType input) {
    this.job = job;
    this.node = node;
    this.keys = List.copyOf(keys);
    this.input = input;
    this.fields =
        keys.stream()
            .map(k -> Field.of(k.name(), k.expression().type(), k.expression().nullable()))
            .toList();
    this.single = fields.size() == 1 && !fields.get(0).nullable();
    boolean needsRecord = !single && !fields.isEmpty();
    this.record =
        new RecordType(needsRecord ? job.names.classFor(node.id(), "Key") : "Byte", fields);
    if (needsRecord) {
      job.records.add(
          record.name(), RecordSpec.Kind.KEY, fields.stream().map(StoredField::of).toList());
    }
  }

  /** Whether the key is a generated record. */
  boolean isRecord() {
    return !single && !isGlobal();
  }

  boolean isGlobal() {
    return fields.isEmpty();
  }

  /** The type argument. */
  String type() {
    return single ? JavaTypes.boxed(fields.get(0).type()) : record.name();
  }

  /** An expression of its TypeInformation. */
  KeyBy keyBy(String selector) {
    return new KeyBy(selector, typeInformation());
  }

  String typeInformation() {
    if (!single && !isGlobal()) {
      return record.name() + ".TYPE";
    }
    String types = job.imports.use("org.apache.flink.api.common.typeinfo.Types");
    if (isGlobal()) {
      return types + ".BYTE";
    }
    Type type = fields.get(0).type();
    return types
        + (type instanceof DecimalType
            ? ".BIG_DEC"
            : type == ScalarType.STRING
                ? ".STRING"
                : type == ScalarType.BOOL ? ".BOOLEAN" : ".LONG");
  }

  /** Writes the selector and gives the Java that makes one. */
  String selector(String rowClass) {
    String keySelector = job.imports.use("org.apache.flink.api.java.functions.KeySelector");
    FunctionBuilder function =
        new FunctionBuilder(job, job.names.classFor(node.id(), "KeySelector"));
    Code body = new Code();
    Fallible fallible =
        Fallible.failing(
            job, node, Fallible.places(keys.stream().map(Column::expression).toList()));
    if (isGlobal()) {
      function.comment("All rows have one key.");
      body.line("return (byte) 0;");
    } else {
      RowReader reader = new RowReader("row", input);
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        Column key = keys.get(i);
        JavaCode code = fallible.expression(function, key.expression(), reader, body);
        arguments.addAll(RowJava.arguments(fields.get(i), code));
        function.comment(key.name() + ": " + key.expression().text());
      }
      body.line(
          single
              ? "return " + arguments.get(0) + ";"
              : RowJava.make("return ", record, arguments, ";"));
    }
    function.method(
        "public " + type() + " getKey(" + rowClass + " row)", fallible.caught(body, "row"));
    return function.build("implements " + keySelector + "<" + rowClass + ", " + type() + ">");
  }

  /** Writes statements that evaluate what may fail of the key. */
  void evaluate(Fallible checked, FunctionBuilder function, Code body) {
    RowReader reader = new RowReader("row", input);
    for (Column key : keys) {
      if (key.expression().canFail()) {
        var unused = checked.expression(function, key.expression(), reader, body);
      }
    }
  }

  /** Reads a key field where {@code key} holds the key. */
  String read(String field) {
    return single ? "key" : new RowReader("key", record).read("row", field);
  }

  /** Whether a nullable key field is there. */
  String present(String field) {
    return new RowReader("key", record).present("row", field);
  }

  /** Whether a name is a key field. */
  boolean has(String field) {
    return record.field(field) != null;
  }

  /** A statement that returns the same values as another key record, {@code key}. */
  String copyOf(KeyJava other) {
    return RowJava.make("return ", record, other.arguments(), ";");
  }

  /** Arguments that carry the key fields over into a row. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    for (Field field : fields) {
      if (single) {
        arguments.add("key");
      } else {
        arguments.addAll(RowJava.copy(field, new RowReader("key", record)));
      }
    }
    return arguments;
  }
}
