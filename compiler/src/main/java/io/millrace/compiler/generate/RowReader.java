package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;

/** Reads fields of a row that a variable holds. */
record RowReader(String variable, RecordType row) implements FunctionBuilder.SlotReader {
  @Override
  public String read(String slot, String field) {
    return field.isEmpty() ? variable : variable + "." + JavaIdentifiers.field(field) + "()";
  }

  @Override
  public String present(String slot, String field) {
    Field declared = row.field(field);
    if (declared != null && JavaTypes.isPrimitive(declared.type())) {
      return variable + "." + JavaIdentifiers.presenceFlag(field) + "()";
    }
    return read(slot, field) + " != null";
  }
}
