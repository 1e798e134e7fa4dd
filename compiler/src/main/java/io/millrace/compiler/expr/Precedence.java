package io.millrace.compiler.expr;

/** How tightly Java binds the outermost operator of a text. */
final class Precedence {
  static final int NONE = 0;
  static final int CONDITIONAL = 2;
  static final int OR = 3;
  static final int AND = 4;
  static final int BIT_OR = 5;
  static final int BIT_XOR = 6;
  static final int BIT_AND = 7;
  static final int EQUALITY = 8;
  static final int RELATION = 9;
  static final int ADDITION = 11;
  static final int MULTIPLICATION = 12;
  static final int UNARY = 14;
  static final int PRIMARY = 16;

  private Precedence() {}

  static int ofOperator(String operator) {
    return switch (operator) {
      case "||" -> OR;
      case "&&" -> AND;
      case "|" -> BIT_OR;
      case "^" -> BIT_XOR;
      case "&" -> BIT_AND;
      case "==", "!=" -> EQUALITY;
      case "<", "<=", ">", ">=" -> RELATION;
      case "+", "-" -> ADDITION;
      case "*", "/", "%" -> MULTIPLICATION;
      default -> throw new IllegalArgumentException(operator);
    };
  }
}
