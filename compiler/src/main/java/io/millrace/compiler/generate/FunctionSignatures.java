package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signatures that functions of the user's must have, by canonical names. */
final class FunctionSignatures {
  private static final String FUNCTIONS = "org.apache.flink.api.common.functions.";

  private final JobContext job;

  FunctionSignatures(JobContext job) {
    this.job = job;
  }

  /**
   * The signature of a node's function.
   *
   * @param key of a process or an aggregate
   */
  UserFunction of(JavaFunction node, @Nullable KeyJava key) {
    List<String> types = new ArrayList<>();
    String supertype =
        switch (node.kind()) {
          case MAP -> FUNCTIONS + "MapFunction";
          case FLAT_MAP -> FUNCTIONS + "FlatMapFunction";
          case PROCESS -> {
            types.add(key(key));
            yield "org.apache.flink.streaming.api.functions.KeyedProcessFunction";
          }
          case AGGREGATE -> FUNCTIONS + "AggregateFunction";
        };
    types.add(record(node.input()));
    if (node.accumulator() != null) {
      types.add(record(node.accumulator()));
    }
    types.add(record(node.row()));
    return new UserFunction(
        node.info().path() + ".class",
        node.className(),
        node.classSpan(),
        supertype,
        types,
        node.arguments().stream()
            .map(
                argument ->
                    new UserFunction.Argument(
                        argument.name(),
                        qualified(JavaTypes.of(argument.value().type())),
                        argument.span()))
            .toList());
  }

  private String key(@Nullable KeyJava key) {
    if (key == null) {
      throw new IllegalArgumentException("a process without a key");
    }
    return key.isRecord() ? job.packageName + "." + key.type() : qualified(key.type());
  }

  private static String qualified(String type) {
    return switch (type) {
      case "BigDecimal" -> "java.math.BigDecimal";
      case "String", "Long", "Boolean", "Byte" -> "java.lang." + type;
      default -> type;
    };
  }

  /** Rows of user code are whole, so those of a library's types are of its classes. */
  private String record(RecordType row) {
    String library = row.library();
    String inPackage =
        library == null ? job.packageName : PackageNames.ofLibrary(job.basePackage, library);
    return inPackage + "." + JavaIdentifiers.type(row.name());
  }
}
