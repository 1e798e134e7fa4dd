package io.millrace.compiler.expr;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills Java templates, with brackets only where Java needs them. */
final class JavaTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d)");
  private static final Pattern BINARY =
      Pattern.compile("(.*) (==|!=|<=|>=|<|>|&&|\\|\\||\\+|-|\\*|/|%|&|\\||\\^) (.*)");

  /** A template cut at its outermost operator. */
  private record Shape(String left, String operator, String right) {}

  private static final Map<String, Shape> SHAPES = new ConcurrentHashMap<>();

  private JavaTemplate() {}

  static Piece fill(String template, List<Piece> arguments) {
    if (template.equals("$1")) {
      return arguments.get(0);
    }
    Shape shape = SHAPES.computeIfAbsent(template, JavaTemplate::shape);
    if (shape.operator().isEmpty()) {
      return operand(template, arguments);
    }
    int precedence = Precedence.ofOperator(shape.operator());
    String left = side(shape.left(), arguments, precedence);
    String right = side(shape.right(), arguments, precedence + 1);
    return Piece.of(left + " " + shape.operator() + " " + right, precedence);
  }

  private static Shape shape(String template) {
    Matcher matcher = BINARY.matcher(template);
    boolean binary = matcher.matches() && balanced(matcher.group(1));
    return binary
        ? new Shape(matcher.group(1), matcher.group(2), matcher.group(3))
        : new Shape(template, "", "");
  }

  private static boolean balanced(String text) {
    return text.chars().filter(c -> c == '(').count() == text.chars().filter(c -> c == ')').count();
  }

  private static String side(String template, List<Piece> arguments, int precedence) {
    return template.matches("\\$\\d")
        ? argument(template, arguments).at(precedence)
        : operand(template, arguments).at(precedence);
  }

  private static Piece argument(String placeholder, List<Piece> arguments) {
    return arguments.get(placeholder.charAt(1) - '1');
  }

  /** A template without a binary operator on its outside. */
  private static Piece operand(String template, List<Piece> arguments) {
    int prefix = 0;
    while (prefix < template.length() && "!-~".indexOf(template.charAt(prefix)) >= 0) {
      prefix++;
    }
    if (template.startsWith("(double) ")) {
      prefix = "(double) ".length();
    }
    String rest = template.substring(prefix);
    if (prefix > 0) {
      String operator = template.substring(0, prefix);
      Piece operand = rest.matches("\\$\\d") ? argument(rest, arguments) : operand(rest, arguments);
      if (operator.equals("!")) {
        return Piece.not(operand);
      }
      String text = operand.at(Precedence.UNARY);
      boolean clash = operator.equals("-") && text.startsWith("-");
      return Piece.of(operator + (clash ? "(" + text + ")" : text), Precedence.UNARY);
    }
    StringBuilder out = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(rest);
    while (matcher.find()) {
      boolean receiver = matcher.end() < rest.length() && rest.charAt(matcher.end()) == '.';
      String text =
          argument(matcher.group(), arguments).at(receiver ? Precedence.PRIMARY : Precedence.NONE);
      matcher.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    matcher.appendTail(out);
    return Piece.primary(out.toString());
  }
}
