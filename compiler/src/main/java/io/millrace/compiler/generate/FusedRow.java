package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row between two fused nodes: the one that came in, or the values of one that is never made.
 *
 * @param made null for the row that came in; else Java by field, where {@code present} is null if
 *     the value is always there
 */
record FusedRow(RecordType type, @Nullable Map<String, JavaCode> made)
    implements FunctionBuilder.SlotReader {
  static final String VARIABLE = "row";

  @Override
  public String read(String slot, String field) {
    return made == null ? new RowReader(VARIABLE, type).read(slot, field) : code(field).value();
  }

  @Override
  public String present(String slot, String field) {
    if (made == null) {
      return new RowReader(VARIABLE, type).present(slot, field);
    }
    String present = code(field).present();
    return present == null ? "true" : present;
  }

  private JavaCode code(String field) {
    JavaCode code = made == null ? null : made.get(field);
    if (code == null) {
      throw new IllegalStateException("no value of " + field);
    }
    return code;
  }

  /** Java that is the row as an object. */
  String whole(JobContext job) {
    if (made == null) {
      return VARIABLE;
    }
    return "new " + job.row(type) + "(" + String.join(", ", arguments()) + ")";
  }

  /** Arguments of the row's constructor. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    for (Field field : type.fields()) {
      arguments.addAll(RowJava.arguments(field, code(field.name())));
    }
    return arguments;
  }

  /** Whether a value that is there, or not, says so in a variable of its own. */
  static boolean hasFlag(Field field, JavaCode code) {
    return code.present() != null && JavaTypes.isPrimitive(field.type());
  }
}
