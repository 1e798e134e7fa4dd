package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.expr.Ir;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.JavaDecl;
import io.millrace.compiler.model.JavaDecl.Kind;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.plan.WindowSpec;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code java} to a plan node; null after a report. */
final class JavaResolver {
  private final Resolution resolution;
  private final TypeResolver types;

  JavaResolver(Resolution resolution, TypeResolver types) {
    this.resolution = resolution;
    this.types = types;
  }

  @Nullable PlanNode resolve(JavaDecl decl, Inputs.Merged merged) {
    String id = decl.head().id().value();
    String path = decl.head().path();
    StreamShape input = merged.shape();
    if (!Updates.onlyAppends(resolution, decl.head(), merged)) {
      return null;
    }
    WindowResolver.Found window =
        decl.window() == null
            ? null
            : new WindowResolver(resolution).resolve(decl.head(), decl.window(), merged);
    boolean sound = decl.window() == null || (window != null && endsOnce(window));
    List<Column> keys =
        decl.keys() == null
            ? List.of()
            : new KeyResolver(resolution).keys(decl.keys(), merged.shape());
    List<JavaFunction.Argument> arguments = arguments(decl);
    RecordType row = types.schema(decl.output(), path, "output");
    RecordType accumulator =
        decl.accumulator() == null ? null : types.schema(decl.accumulator(), path, "accumulator");
    sound &= decl.accumulator() == null || accumulator != null;
    List<JavaFunction.Output> outputs = new ArrayList<>();
    for (JavaDecl.Output output : decl.outputs()) {
      RecordType outputRow = types.schema(output.row(), path + ".outputs", output.name().value());
      if (outputRow == null) {
        sound = false;
        continue;
      }
      outputs.add(new JavaFunction.Output(output.name().value(), outputRow));
      put(id + "." + output.name().value(), outputRow, input.watermarked());
    }
    if (decl.kind().value() == Kind.AGGREGATE) {
      resolution.shapes.put(id + "." + JavaDecl.LATE, input);
    }
    if (row != null) {
      boolean clock = window != null && window.spec().timing().processingTime();
      put(id, row, input.watermarked() && !clock);
    }
    if (!sound || keys == null || arguments == null || row == null) {
      return null;
    }
    if (decl.kind().value() == Kind.PROCESS && !keys.isEmpty()) {
      unseenState(decl);
    }
    return new JavaFunction(
        resolution.info(decl.head()),
        merged.refs(),
        decl.kind().value(),
        decl.className().value(),
        decl.className().span(),
        arguments,
        keys,
        window == null ? null : window.spec(),
        accumulator,
        outputs,
        input.row(),
        row);
  }

  private void put(String output, RecordType row, boolean watermarked) {
    resolution.shapes.put(output, new StreamShape(row, watermarked, ChangeMode.append()));
  }

  private void unseenState(JavaDecl decl) {
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN125,
                decl.className().span(),
                decl.head().path() + ".class",
                "what `"
                    + decl.className().value()
                    + "` keeps for each key is not seen here, and may grow for ever")
            .withHelp(
                "let it end by a timer or a TTL, and say so:"
                    + " `# millrace:ignore PLN125 -- a timer clears it`"));
  }

  private boolean endsOnce(WindowResolver.Found window) {
    WindowSpec spec = window.spec();
    if (spec.hasBounds() && !spec.timing().updates()) {
      return true;
    }
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN126,
                window.use(),
                window.path(),
                spec.hasBounds()
                    ? "the window has several results, each in place of the one before, and rows of"
                        + " the function cannot say so"
                    : "the function aggregates windows of time, and this one is a number of rows")
            .withHelp(spec.hasBounds() ? "leave out `allowed-lateness` and `early`" : null));
    return false;
  }

  private @Nullable List<JavaFunction.Argument> arguments(JavaDecl decl) {
    List<JavaFunction.Argument> arguments = new ArrayList<>();
    for (NamedExpression named : decl.with()) {
      TypedExpression value =
          resolution.expressions.compile(
              named.expression(), resolution.scopeOfParameters().build(), resolution.out);
      if (value == null) {
        continue;
      }
      boolean given = value.root() instanceof Ir.Literal || value.root() instanceof Ir.Read;
      if (given && value.type().isScalar() && value.type() != ScalarType.BYTES) {
        arguments.add(new JavaFunction.Argument(named.name().value(), value, named.name().span()));
        continue;
      }
      resolution.out.add(
          Diagnostic.of(
                  TypeCode.TYP060,
                  named.expression().text().whole(),
                  named.expression().path(),
                  "an argument is a literal or a parameter, and nothing that is computed")
              .withHelp("compute it in the constructor"));
    }
    return arguments.size() == decl.with().size() ? arguments : null;
  }
}
