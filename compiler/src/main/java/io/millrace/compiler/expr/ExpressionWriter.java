package io.millrace.compiler.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the checked expressions of one class as plain Java: no lambdas, no reflection, nothing of
 * CEL.
 */
public final class ExpressionWriter {
  private static final String SUPPORT = "io.millrace.runtime.expr.";

  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("ArrayList", "java.util.ArrayList"),
          Map.entry("Arrays", "java.util.Arrays"),
          Map.entry("LinkedHashMap", "java.util.LinkedHashMap"),
          Map.entry("List", "java.util.List"),
          Map.entry("Map", "java.util.Map"),
          Map.entry("Set", "java.util.Set"),
          Map.entry("Pattern", "com.google.re2j.Pattern"),
          Map.entry("ZoneId", "java.time.ZoneId"),
          Map.entry("BigDecimal", "java.math.BigDecimal"),
          Map.entry("DecimalOps", SUPPORT + "DecimalOps"),
          Map.entry("BytesOps", SUPPORT + "BytesOps"),
          Map.entry("DoubleOps", SUPPORT + "DoubleOps"),
          Map.entry("DurationOps", SUPPORT + "DurationOps"),
          Map.entry("ExpressionException", SUPPORT + "ExpressionException"),
          Map.entry("IntOps", SUPPORT + "IntOps"),
          Map.entry("ListOps", SUPPORT + "ListOps"),
          Map.entry("MapOps", SUPPORT + "MapOps"),
          Map.entry("MixedOps", SUPPORT + "MixedOps"),
          Map.entry("StringOps", SUPPORT + "StringOps"),
          Map.entry("TextPattern", SUPPORT + "TextPattern"),
          Map.entry("TimeFormat", SUPPORT + "TimeFormat"),
          Map.entry("TimeOps", SUPPORT + "TimeOps"),
          Map.entry("ValueOps", SUPPORT + "ValueOps"));

  private static final Pattern WORD = Pattern.compile("\\b[A-Z][A-Za-z]+\\b");

  /**
   * Simple names of the classes that written code mentions. A record type with such a name needs
   * another one in Java.
   */
  public static Set<String> classNames() {
    return CLASSES.keySet();
  }

  /** Names of the class's constants by type and value. */
  private final Map<String, String> constants = new HashMap<>();

  /** Writes an expression that shares no values with others. */
  public JavaCode write(TypedExpression expression, JavaScope scope, String temporaryPrefix) {
    return write(expression, scope, temporaryPrefix, new SharedValues());
  }

  /**
   * Writes an expression of a class; constants that an earlier one declared are used again.
   *
   * @param temporaryPrefix starts the name of every variable and constant of this expression, so
   *     that several expressions fit into one method and class
   * @param values variables that can be seen where the expression stands, to which it adds
   */
  public JavaCode write(
      TypedExpression expression, JavaScope scope, String temporaryPrefix, SharedValues values) {
    JavaNames names = new JavaNames(temporaryPrefix, constants);
    IrWriter writer = new IrWriter(scope, names, values);
    Piece piece = writer.write(expression.root());
    String value = writer.zeroWhenAbsent(piece, expression.type()).text();
    Piece present = piece.present();
    String condition =
        !expression.nullable() ? null : present == null ? "true" : present.at(Precedence.OR);
    List<String> statements = writer.block().lines();
    List<String> constants = names.declarations();
    List<String> all = new ArrayList<>(statements);
    all.addAll(constants);
    all.add(value);
    if (condition != null) {
      all.add(condition);
    }
    return new JavaCode(constants, statements, value, condition, imports(all));
  }

  private static Set<String> imports(List<String> texts) {
    Set<String> imports = new LinkedHashSet<>();
    for (String text : texts) {
      Matcher matcher = WORD.matcher(text);
      while (matcher.find()) {
        String name = CLASSES.get(matcher.group());
        if (name != null) {
          imports.add(name);
        }
      }
    }
    return imports;
  }
}
