package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.JoinDecl;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The expressions of {@code on}: each of one side's row, and both of one type. */
final class JoinKeys {
  private static final Pattern FIELD = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final Resolution resolution;

  JoinKeys(Resolution resolution) {
    this.resolution = resolution;
  }

  /** The pairs, or null after a report. */
  @Nullable List<JoinKey> resolve(
      List<JoinDecl.KeyPair> pairs, Inputs.Merged left, Inputs.Merged right) {
    List<JoinKey> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JoinDecl.KeyPair pair : pairs) {
      TypedExpression one = side(pair.left(), left);
      TypedExpression other = side(pair.right(), right);
      if (one == null || other == null || !comparable(pair, one, other)) {
        continue;
      }
      String wish = pair.name() == null ? "key" : pair.name();
      String name = wish;
      for (int i = 2; !names.add(name); i++) {
        name = wish + i;
      }
      keys.add(new JoinKey(name, one, other));
    }
    return keys.size() == pairs.size() ? keys : null;
  }

  private @Nullable TypedExpression side(ExpressionDecl expression, Inputs.Merged input) {
    RecordType row = input.shape().row();
    String text = expression.text().value().strip();
    if (FIELD.matcher(text).matches() && row.field(text) == null) {
      String close = DidYouMean.closest(text, Resolution.names(row));
      resolution.out.add(
          Diagnostic.of(
                  ReferenceCode.REF025,
                  expression.text().whole(),
                  expression.path(),
                  "rows of `" + input.refs().get(0).display() + "` have no field `" + text + "`")
              .withLabel(close == null ? "" : "did you mean `" + close + "`?")
              .withHelp(
                  close == null && row.fields().size() <= 12
                      ? "there are: " + String.join(", ", Resolution.names(row))
                      : null));
      return null;
    }
    TypedExpression key =
        resolution.expressions.compile(
            expression, resolution.scope(input.shape()).build(), resolution.out);
    if (key != null && !isKey(key)) {
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN012,
                  expression.text().whole(),
                  expression.path(),
                  "a value of type " + key.type().display() + " cannot be a key")
              .withHelp(
                  key.type() == ScalarType.DOUBLE
                      ? "make it exact first: `int(x)` or `string(x)`"
                      : null));
      return null;
    }
    return key;
  }

  private static boolean isKey(TypedExpression key) {
    return key.type() instanceof ScalarType scalar
        && scalar != ScalarType.DOUBLE
        && scalar != ScalarType.BYTES;
  }

  private boolean comparable(JoinDecl.KeyPair pair, TypedExpression left, TypedExpression right) {
    if (left.type().equals(right.type())) {
      return true;
    }
    boolean texts = left.type() == ScalarType.STRING || right.type() == ScalarType.STRING;
    String number = (left.type() == ScalarType.STRING ? pair.right() : pair.left()).text().value();
    resolution.out.add(
        Diagnostic.of(
                TypeCode.TYP042,
                pair.right().text().whole(),
                pair.right().path(),
                "`"
                    + pair.left().text().value()
                    + "` of the left is "
                    + left.type().display()
                    + ", `"
                    + pair.right().text().value()
                    + "` of the right is "
                    + right.type().display())
            .withLabel(right.type().display())
            .withHelp(texts ? "convert one of them: `string(" + number + ")`" : null));
    return false;
  }
}
