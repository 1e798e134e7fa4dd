package io.millrace.compiler.generate;

import io.millrace.compiler.expr.ExpressionWriter;
import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.JavaScope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes one nested class. Parameters that its expressions read become fields, set where the
 * function is made.
 */
final class FunctionBuilder {
  private final JobContext job;
  private final String name;
  private final List<String> comment = new ArrayList<>();
  private final List<String> constants = new ArrayList<>();
  private final List<String> members = new ArrayList<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final List<FunctionView.MethodView> methods = new ArrayList<>();
  private final ExpressionWriter expressions = new ExpressionWriter();
  private int temporaries;

  FunctionBuilder(JobContext job, String name) {
    this.job = job;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** A line above the class; any text is safe. */
  FunctionBuilder comment(String line) {
    String safe = JavaLiterals.comment(line);
    comment.add(safe.length() > 96 ? safe.substring(0, 93) + "..." : safe);
    return this;
  }

  /**
   * Java for an expression, its statements added to {@code body}.
   *
   * @param row how fields of the row and of other slots but parameters are read
   */
  JavaCode expression(TypedExpression expression, SlotReader row, Code body) {
    JavaCode code =
        expressions.write(expression, new ParameterScope(row), "t" + temporaries++, body.values());
    constants.addAll(code.constants());
    code.imports().forEach(job.imports::use);
    body.lines(code.statements());
    return code;
  }

  /** A field of the class that is no parameter: {@code private transient LongSlot small;}. */
  FunctionBuilder member(String declaration) {
    members.add(declaration);
    return this;
  }

  FunctionBuilder method(String signature, Code body) {
    methods.add(new FunctionView.MethodView(signature, body.result()));
    return this;
  }

  /** Finishes the class and gives the Java that makes one. */
  String build(String supertype) {
    List<FunctionView.FieldView> fields =
        parameters.values().stream()
            .map(p -> new FunctionView.FieldView(ParameterJava.type(p), fieldName(p.name())))
            .toList();
    job.functions.add(
        new FunctionView(name, comment, wrapped(supertype), constants, members, fields, methods));
    return "new "
        + name
        + parameters.values().stream()
            .map(ParameterJava::getter)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private String wrapped(String supertype) {
    String line = "  private static final class " + name + " " + supertype + " {";
    return line.length() <= 100
        ? " " + supertype
        : "\n      " + supertype.replace("> implements ", ">\n      implements ");
  }

  private static String fieldName(String parameter) {
    return "param" + JavaIdentifiers.type(parameter);
  }

  /** Reads of slots other than parameters. */
  interface SlotReader {
    String read(String slot, String field);

    String present(String slot, String field);

    default String aggregate(int index) {
      throw new IllegalStateException("no aggregates here");
    }

    default String aggregatePresent(int index) {
      throw new IllegalStateException("no aggregates here");
    }
  }

  private final class ParameterScope implements JavaScope {
    private final SlotReader reader;

    ParameterScope(SlotReader reader) {
      this.reader = reader;
    }

    @Override
    public String read(String slot, String field) {
      if (!slot.equals("param")) {
        return reader.read(slot, field);
      }
      for (Parameter parameter : job.plan.parameters()) {
        if (parameter.name().equals(field)) {
          parameters.put(field, parameter);
        }
      }
      return fieldName(field);
    }

    @Override
    public String present(String slot, String field) {
      return reader.present(slot, field);
    }

    @Override
    public String aggregate(int index) {
      return reader.aggregate(index);
    }

    @Override
    public String aggregatePresent(int index) {
      return reader.aggregatePresent(index);
    }
  }
}
