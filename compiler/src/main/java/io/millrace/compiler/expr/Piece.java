package io.millrace.compiler.expr;

import org.jspecify.annotations.Nullable;

/**
 * A Java expression in the making.
 *
 * @param text evaluating it has no effect, so it may be repeated
 * @param precedence of the text's outermost operator
 * @param present for a nullable value, the condition that it is there
 * @param zeroWhenAbsent whether the text may be evaluated where the value is absent, and then gives
 *     null or zero
 * @param boxed whether a primitive stands in its wrapper class
 */
record Piece(
    String text, int precedence, @Nullable Piece present, boolean zeroWhenAbsent, boolean boxed) {

  static final Piece TRUE = primary("true");
  static final Piece FALSE = primary("false");

  static Piece primary(String text) {
    return new Piece(text, Precedence.PRIMARY, null, true, false);
  }

  static Piece of(String text, int precedence) {
    return new Piece(text, precedence, null, true, false);
  }

  /** A condition that comes from outside as text. */
  static Piece condition(String text) {
    int precedence = Precedence.PRIMARY;
    if (text.contains(" && ") || text.contains(" || ") || text.contains(" ? ")) {
      precedence = Precedence.NONE;
    } else if (text.contains(" != ") || text.contains(" == ")) {
      precedence = Precedence.EQUALITY;
    } else if (text.startsWith("!")) {
      precedence = Precedence.UNARY;
    }
    return of(text, precedence);
  }

  Piece withPresent(@Nullable Piece condition, boolean zero) {
    return new Piece(text, precedence, condition, zero, boxed);
  }

  Piece asBoxed() {
    return new Piece(text, precedence, present, zeroWhenAbsent, true);
  }

  /** The text, in brackets where something around it would bind more tightly. */
  String at(int wanted) {
    return precedence >= wanted ? text : "(" + text + ")";
  }

  /** Whether it reads a variable or a chain of accessors, so that repeating it costs nothing. */
  boolean isPath() {
    return text.matches("[\\w.]+(\\(\\)(\\.\\w+)?)*") && precedence == Precedence.PRIMARY;
  }

  static Piece not(Piece condition) {
    if (condition.text.equals("true")) {
      return FALSE;
    }
    if (condition.text.equals("false")) {
      return TRUE;
    }
    boolean negated = condition.precedence == Precedence.UNARY && condition.text.startsWith("!");
    if (negated && !condition.text.startsWith("!(")) {
      return of(condition.text.substring(1), Precedence.PRIMARY);
    }
    if (condition.precedence == Precedence.EQUALITY && condition.text.endsWith(" != null")) {
      String operand = condition.text.substring(0, condition.text.length() - " != null".length());
      return of(operand + " == null", Precedence.EQUALITY);
    }
    return of("!" + condition.at(Precedence.UNARY), Precedence.UNARY);
  }

  static Piece and(Piece left, Piece right) {
    if (left.text.equals("true")) {
      return right;
    }
    return right.text.equals("true")
        ? left
        : of(left.at(Precedence.AND) + " && " + right.at(Precedence.AND + 1), Precedence.AND);
  }

  static Piece or(Piece left, Piece right) {
    return of(left.at(Precedence.OR) + " || " + right.at(Precedence.OR + 1), Precedence.OR);
  }
}
