package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.Field;

/** Java that asks whether a field of two rows, a scalar of a key, is equal. */
final class EqualityJava {
  private EqualityJava() {}

  static String of(JobContext job, Field field, RowReader a, RowReader b) {
    String left = a.read("row", field.name());
    String right = b.read("row", field.name());
    if (!JavaTypes.isPrimitive(field.type())) {
      return field.nullable()
          ? job.imports.use("java.util.Objects") + ".equals(" + left + ", " + right + ")"
          : left + ".equals(" + right + ")";
    }
    String same = left + " == " + right;
    return field.nullable()
        ? a.present("row", field.name()) + " == " + b.present("row", field.name()) + " && " + same
        : same;
  }
}
