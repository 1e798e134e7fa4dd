package io.millrace.compiler.proto;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import java.util.ArrayList;
import java.util.List;

/** Cuts a file into tokens; comments and blanks are left out. */
final class ProtoLexer {
  private final SourceFile file;
  private final String text;
  private final List<ProtoToken> tokens = new ArrayList<>();
  private int at;

  private ProtoLexer(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  /** The tokens of a file, and one that stands for its end. */
  static List<ProtoToken> tokens(SourceFile file) throws ProtoSyntaxException {
    ProtoLexer lexer = new ProtoLexer(file);
    lexer.run();
    return lexer.tokens;
  }

  private void run() throws ProtoSyntaxException {
    while (at < text.length()) {
      char c = text.charAt(at);
      int start = at;
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw new ProtoSyntaxException(span(start, start + 2), "the comment does not end");
        }
        at = end + 2;
      } else if (isWordStart(c)) {
        while (at < text.length() && isWordPart(text.charAt(at))) {
          at++;
        }
        add(ProtoToken.Kind.WORD, start);
      } else if (isDigit(c)) {
        number();
        add(ProtoToken.Kind.NUMBER, start);
      } else if (c == '"' || c == '\'') {
        quoted(c);
      } else {
        at++;
        add(ProtoToken.Kind.SIGN, start);
      }
    }
    tokens.add(new ProtoToken(ProtoToken.Kind.END, "", span(text.length(), text.length())));
  }

  private void number() {
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponent =
          (c == '+' || c == '-') && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
      if (!isWordPart(c) && c != '.' && !exponent) {
        return;
      }
      at++;
    }
  }

  private void quoted(char quote) throws ProtoSyntaxException {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++; // what the escapes mean matters for defaults only, which rows do not take
      }
      value.append(text.charAt(at++));
    }
    if (at == text.length() || text.charAt(at) != quote) {
      throw new ProtoSyntaxException(span(start, start + 1), "the text does not end on its line");
    }
    at++;
    tokens.add(new ProtoToken(ProtoToken.Kind.TEXT, value.toString(), span(start, at)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c);
  }

  private void add(ProtoToken.Kind kind, int start) {
    tokens.add(new ProtoToken(kind, text.substring(start, at), span(start, at)));
  }

  private Span span(int start, int end) {
    return new Span(file, start, end);
  }
}
