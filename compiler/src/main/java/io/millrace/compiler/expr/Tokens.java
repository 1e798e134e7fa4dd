package io.millrace.compiler.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The tokens of a CEL text, good or not: CEL's parser reports where a node's operator stands, and
 * the tokens around it tell how far the node reaches.
 */
final class Tokens {
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SYMBOL
  }

  record Token(Kind kind, String text, Range range) {
    boolean isSymbol(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it is that word in any case. */
    boolean isWord(String word) {
      return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }
  }

  private static final List<String> LONG_SYMBOLS = List.of("==", "!=", "<=", ">=", "&&", "||");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final int[] partners;
  private int at;
  private boolean unclosed;

  private Tokens(String text) {
    this.text = text;
    while (skipBlanks()) {
      int start = at;
      Kind kind = next();
      tokens.add(new Token(kind, text.substring(start, at), new Range(start, at)));
    }
    this.partners = partners();
  }

  static Tokens of(String text) {
    return new Tokens(text);
  }

  List<Token> all() {
    return tokens;
  }

  int size() {
    return tokens.size();
  }

  Token get(int index) {
    return tokens.get(index);
  }

  /** Whether the last token is a string without its end. */
  boolean endsInOpenString() {
    return unclosed;
  }

  /** The index of the token at an offset, or of the first one behind it. */
  int indexAt(int offset) {
    int low = 0;
    int high = tokens.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).range().end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The index of the bracket that belongs to a bracket, or -1. */
  int partner(int index) {
    return partners[index];
  }

  private int[] partners() {
    int[] found = new int[tokens.size()];
    Arrays.fill(found, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < found.length; i++) {
      Token token = tokens.get(i);
      if (token.kind() != Kind.SYMBOL) {
        continue;
      }
      switch (token.text()) {
        case "(", "[", "{" -> open.push(i);
        case ")", "]", "}" -> {
          if (!open.isEmpty()) {
            int other = open.pop();
            found[i] = other;
            found[other] = i;
          }
        }
        default -> {}
      }
    }
    return found;
  }

  private boolean skipBlanks() {
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private Kind next() {
    char c = text.charAt(at);
    int prefix = stringPrefix();
    if (prefix >= 0) {
      boolean raw =
          text.substring(at, at + prefix).toLowerCase(java.util.Locale.ROOT).contains("r");
      at += prefix;
      string(raw);
      return Kind.STRING;
    }
    if (isNameStart(c)) {
      at++;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return Kind.NAME;
    }
    if (c == '`') {
      int end = text.indexOf('`', at + 1);
      at = end < 0 ? text.length() : end + 1;
      return Kind.NAME;
    }
    if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      number();
      return Kind.NUMBER;
    }
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return Kind.SYMBOL;
      }
    }
    at += Character.charCount(text.codePointAt(at));
    return Kind.SYMBOL;
  }

  /** The length of a string literal's prefix (r, b, rb), or -1 where no string starts. */
  private int stringPrefix() {
    for (int length = 0; length <= 2 && at + length < text.length(); length++) {
      char c = text.charAt(at + length);
      if (c == '"' || c == '\'') {
        return length;
      }
      if ("rRbB".indexOf(c) < 0) {
        return -1;
      }
    }
    return -1;
  }

  private void string(boolean raw) {
    char quote = text.charAt(at);
    String triple = String.valueOf(quote).repeat(3);
    String end = text.startsWith(triple, at) ? triple : String.valueOf(quote);
    at += end.length();
    while (at < text.length() && !text.startsWith(end, at)) {
      at += !raw && text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      unclosed = true;
    }
    at = Math.min(text.length(), at + end.length());
  }

  private void number() {
    if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
      at += 2;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean fraction = c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
      boolean exponentSign = (c == '+' || c == '-') && "eE".indexOf(text.charAt(at - 1)) >= 0;
      if (!fraction && !exponentSign && !isNamePart(c)) {
        return;
      }
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }
}
