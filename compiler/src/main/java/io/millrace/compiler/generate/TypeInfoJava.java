package io.millrace.compiler.generate;

import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;

/** Java expressions of TypeInformation. */
final class TypeInfoJava {
  private static final String TYPES = "org.apache.flink.api.common.typeinfo.Types";

  private TypeInfoJava() {}

  /** For a value of a type, in its wrapper class where it is a primitive. */
  static String of(Type type, JobContext job) {
    if (type instanceof RecordType record) {
      return job.row(record) + ".TYPE";
    }
    String types = job.imports.use(TYPES);
    if (type instanceof ListType list) {
      return types + ".LIST(" + of(list.element(), job) + ")";
    }
    if (type instanceof MapType map) {
      return types + ".MAP(" + types + ".STRING, " + of(map.value(), job) + ")";
    }
    if (type instanceof DecimalType) {
      return types + ".BIG_DEC";
    }
    return types
        + switch ((ScalarType) type) {
          case BOOL -> ".BOOLEAN";
          case INT, TIMESTAMP, DURATION -> ".LONG";
          case DOUBLE -> ".DOUBLE";
          case STRING -> ".STRING";
          case BYTES -> ".PRIMITIVE_ARRAY(" + types + ".BYTE)";
        };
  }
}
