package io.millrace.compiler.generate;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;

/**
 * Reads fields of a joined pair, one of whose rows may be null.
 *
 * @param pairs whether both rows are there
 */
record JoinReader(Join node, boolean pairs) implements FunctionBuilder.SlotReader {
  @Override
  public String read(String slot, String field) {
    return switch (slot) {
      case Join.LEFT -> side(Join.LEFT, node.leftStored(), !pairs && node.padsRight(), field);
      case Join.RIGHT -> side(Join.RIGHT, node.rightStored(), !pairs && node.padsLeft(), field);
      case Join.KEY -> key(field);
      default -> field.equals("start") ? "windowStart" : "windowEnd";
    };
  }

  @Override
  public String present(String slot, String field) {
    return switch (slot) {
      case Join.LEFT ->
          sidePresent(Join.LEFT, node.leftStored(), !pairs && node.padsRight(), field);
      case Join.RIGHT ->
          sidePresent(Join.RIGHT, node.rightStored(), !pairs && node.padsLeft(), field);
      default -> keyPresent(field);
    };
  }

  private static String side(String variable, RecordType row, boolean missing, String field) {
    String read = new RowReader(variable, row).read("row", field);
    if (!missing) {
      return read;
    }
    Field declared = row.field(field);
    String nothing = RowJava.absent(Field.of(field, declared.type(), true)).get(0);
    return "(" + variable + " == null ? " + nothing + " : " + read + ")";
  }

  private static String sidePresent(
      String variable, RecordType row, boolean missing, String field) {
    Field declared = row.field(field);
    if (!declared.nullable()) {
      return variable + " != null";
    }
    String present = new RowReader(variable, row).present("row", field);
    return missing ? "(" + variable + " != null && " + present + ")" : present;
  }

  private String key(String name) {
    JoinKey key = part(name);
    String left = left(key);
    return switch (node.kind()) {
      case INNER, LEFT, SEMI, ANTI -> left;
      case RIGHT -> right(key);
      case FULL -> "(left != null ? " + left + " : " + right(key) + ")";
    };
  }

  private String keyPresent(String name) {
    JoinKey key = part(name);
    String left = new RowReader("left", node.leftStored()).present("row", field(key.left()));
    String right = new RowReader("right", node.rightStored()).present("row", field(key.right()));
    return switch (node.kind()) {
      case INNER, LEFT, SEMI, ANTI -> left;
      case RIGHT -> right;
      case FULL ->
          "(left != null ? "
              + (key.left().nullable() ? left : "true")
              + " : "
              + (key.right().nullable() ? right : "true")
              + ")";
    };
  }

  private String left(JoinKey key) {
    return new RowReader("left", node.leftStored()).read("row", field(key.left()));
  }

  private String right(JoinKey key) {
    return new RowReader("right", node.rightStored()).read("row", field(key.right()));
  }

  private static String field(TypedExpression key) {
    return key.canonical().substring("row.".length());
  }

  private JoinKey part(String name) {
    for (JoinKey key : node.on()) {
      if (key.name().equals(name)) {
        return key;
      }
    }
    throw new IllegalArgumentException(name);
  }
}
