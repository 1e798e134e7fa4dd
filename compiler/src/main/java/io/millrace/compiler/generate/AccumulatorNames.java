package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaIdentifiers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of accumulator fields: {@code count_if(row.amount > 10.0)} → {@code countIfAmountGt10}. */
final class AccumulatorNames {
  private static final int LONGEST = 32;

  /** Texts in quotes, numbers, words and operators. */
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\d+(?:\\.\\d+)?|[A-Za-z]+|[<>=!&|+*/%-]+");

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("<", "Lt"),
          Map.entry("<=", "Le"),
          Map.entry(">", "Gt"),
          Map.entry(">=", "Ge"),
          Map.entry("==", "Eq"),
          Map.entry("!=", "Ne"),
          Map.entry("!", "Not"),
          Map.entry("&&", "And"),
          Map.entry("||", "Or"),
          Map.entry("+", "Plus"),
          Map.entry("-", "Minus"),
          Map.entry("*", "Times"),
          Map.entry("/", "Over"),
          Map.entry("%", "Mod"));

  private AccumulatorNames() {}

  /** A name that need not be the only one; ends at a word if the whole is too long. */
  static String of(String canonical) {
    StringBuilder name = new StringBuilder();
    Matcher token = TOKEN.matcher(canonical.replace("row.", ""));
    while (token.find()) {
      String word = word(token.group());
      if (!name.isEmpty() && name.length() + word.length() > LONGEST) {
        break;
      }
      name.append(name.isEmpty() || word.isEmpty() ? word : capital(word));
    }
    return JavaIdentifiers.variable(name.toString());
  }

  private static String word(String token) {
    if (token.startsWith("\"")) {
      String letters = token.replaceAll("[^A-Za-z0-9]+", "");
      return letters.substring(0, Math.min(letters.length(), 12));
    }
    if (Character.isDigit(token.charAt(0))) {
      return token.replaceAll("\\.0$", "").replace('.', '_');
    }
    return OPERATORS.getOrDefault(token, token.matches("[A-Za-z]+") ? token : "");
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
