package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** Java that makes a row. */
final class RowJava {
  /** Where the bodies of functions start. */
  private static final int FUNCTION_BODY = 6;

  private RowJava() {}

  /**
   * Constructor arguments for a field: its value, and for a nullable primitive whether it is there.
   */
  static List<String> arguments(Field field, JavaCode code) {
    List<String> arguments = new ArrayList<>();
    String present = code.present();
    if (present == null) {
      arguments.add(code.value());
      if (field.nullable() && JavaTypes.isPrimitive(field.type())) {
        arguments.add("true");
      }
    } else if (JavaTypes.isPrimitive(field.type())) {
      arguments.add(code.value());
      arguments.add(present);
    } else {
      arguments.add(code.value());
    }
    return arguments;
  }

  /** Arguments that copy a field of a row as it is. */
  static List<String> copy(Field field, RowReader from) {
    List<String> arguments = new ArrayList<>();
    arguments.add(from.read("row", field.name()));
    if (field.nullable() && JavaTypes.isPrimitive(field.type())) {
      arguments.add(from.present("row", field.name()));
    }
    return arguments;
  }

  /** Arguments for a field that is absent. */
  static List<String> absent(Field field) {
    return JavaTypes.isPrimitive(field.type())
        ? List.of(zero(field.type()), "false")
        : List.of("null");
  }

  /** What a variable of a type holds where there is no value. */
  static String zero(Type type) {
    return switch (JavaTypes.of(type)) {
      case "boolean" -> "false";
      case "double" -> "0.0";
      case "long" -> "0L";
      default -> "null";
    };
  }

  /** {@code return new PerIp(key, total);}, wrapped where it is long. */
  static String make(String head, RecordType row, List<String> arguments, String tail) {
    String made =
        "new " + JavaIdentifiers.type(row.name()) + "(" + String.join(", ", arguments) + ")";
    String line = head + made + tail;
    if (FUNCTION_BODY + line.length() <= 100) {
      return line;
    }
    return head.endsWith("(")
        ? head + "\n    " + CallWrap.wrap(made, FUNCTION_BODY + 4).replace("\n", "\n    ") + tail
        : CallWrap.wrap(line, FUNCTION_BODY);
  }
}
