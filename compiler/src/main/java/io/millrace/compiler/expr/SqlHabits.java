package io.millrace.compiler.expr;

import io.millrace.compiler.diag.TypeCode;
import java.util.Locale;
import java.util.Map;

/** Recognizes SQL in a text that is not CEL, and says how CEL spells it. */
final class SqlHabits {
  private static final Map<String, String> WORDS = Map.of("AND", "&&", "OR", "||", "NOT", "!");

  private final Tokens tokens;
  private final Report report;
  private boolean found;

  private SqlHabits(Tokens tokens, Report report) {
    this.tokens = tokens;
    this.report = report;
  }

  /** Reports each SQL spelling; false where there is none. */
  static boolean report(Tokens tokens, Report report) {
    SqlHabits habits = new SqlHabits(tokens, report);
    for (int i = 0; i < tokens.size(); i++) {
      i += habits.at(i);
    }
    return habits.found;
  }

  /** Looks at one token and gives how many more were used up. */
  private int at(int i) {
    Tokens.Token token = tokens.get(i);
    if (token.kind() == Tokens.Kind.STRING) {
      return doubledQuote(i);
    }
    if (token.isSymbol("=")) {
      add(token.range(), "`=` does not compare", "compare with `==`");
    } else if (token.isSymbol("<") && next(i).isSymbol(">")) {
      add(token.range().to(next(i).range()), "`<>` is SQL", "write `!=`");
      return 1;
    } else if (token.kind() == Tokens.Kind.NAME && !isMember(i)) {
      return word(i, token);
    }
    return 0;
  }

  private int word(int i, Tokens.Token token) {
    String word = token.text().toUpperCase(Locale.ROOT);
    switch (word) {
      case "IS" -> {
        return isNull(i);
      }
      case "LIKE" -> add(token.range(), "`LIKE` is SQL", like(i));
      case "BETWEEN" -> {
        return between(i);
      }
      case "IN" -> {
        if (token.text().equals("IN") || next(i).isSymbol("(")) {
          add(token.range(), "`IN (…)` is SQL", "write x in [a, b]");
        }
      }
      case "CASE" ->
          add(token.range(), "`CASE WHEN` is SQL", "write condition ? value : other value");
      case "AND", "OR", "NOT" -> {
        if (word.equals("NOT") && (next(i).isWord("IN") || next(i).isWord("LIKE"))) {
          add(token.range(), "`NOT` is SQL", "write !(x in list)");
        } else if (standsAsOperator(i, word)) {
          add(token.range(), "`" + token.text() + "` is SQL", "write `" + WORDS.get(word) + "`");
        }
      }
      default -> {}
    }
    return 0;
  }

  private String like(int i) {
    String pattern = next(i).text();
    String value = operand(i, "text");
    boolean simple = pattern.matches("'%?[^%_']+%?'") && pattern.contains("%");
    if (!simple) {
      return "use startsWith, endsWith or contains, or matches with a regular expression:"
          + " text.startsWith('A')";
    }
    boolean open = pattern.startsWith("'%");
    boolean close = pattern.endsWith("%'");
    String function = open && close ? "contains" : close ? "startsWith" : "endsWith";
    return "write `" + value + "." + function + "(" + pattern.replace("%", "") + ")`";
  }

  /** {@code x BETWEEN low AND high}; its AND is no operator. */
  private int between(int i) {
    int and = i + 1;
    while (and < tokens.size() && !tokens.get(and).isWord("AND")) {
      and++;
    }
    boolean whole = and + 1 < tokens.size();
    String value = operand(i, "x");
    String low =
        whole ? report.text(tokens.get(i + 1).range().to(tokens.get(and - 1).range())) : "low";
    String high = whole ? tokens.get(and + 1).text() : "high";
    add(
        tokens.get(i).range(),
        "`BETWEEN` is SQL",
        "write `" + value + " >= " + low + " && " + value + " <= " + high + "`");
    return whole ? and - i : 0;
  }

  /** The dotted name before a token. */
  private String operand(int i, String otherwise) {
    if (i == 0 || tokens.get(i - 1).kind() != Tokens.Kind.NAME) {
      return otherwise;
    }
    return report.text(tokens.get(operandStart(i - 1)).range().to(tokens.get(i - 1).range()));
  }

  /** {@code x IS NULL} and {@code x IS NOT NULL}. */
  private int isNull(int i) {
    boolean not = next(i).isWord("NOT");
    int last = not ? i + 2 : i + 1;
    if (last >= tokens.size() || !tokens.get(last).isWord("NULL")) {
      return 0;
    }
    String test = (not ? "has(" : "!has(") + operand(i, "field") + ")";
    add(
        tokens.get(i).range().to(tokens.get(last).range()),
        not ? "`IS NOT NULL` is SQL" : "`IS NULL` is SQL",
        "write `" + test + "`");
    return last - i;
  }

  /** Where a dotted name that ends at a token starts. */
  private int operandStart(int end) {
    int start = end;
    while (start >= 2 && tokens.get(start - 1).isSymbol(".")) {
      start -= 2;
    }
    return start;
  }

  /** {@code 'it''s'}: CEL sees two strings side by side. */
  private int doubledQuote(int i) {
    Tokens.Token token = tokens.get(i);
    Tokens.Token next = next(i);
    if (next.kind() != Tokens.Kind.STRING || next.range().start() != token.range().end()) {
      return 0;
    }
    char quote = token.text().charAt(token.text().length() - 1);
    char other = quote == '\'' ? '"' : '\'';
    String inside =
        token.text().substring(1, token.text().length() - 1)
            + quote
            + next.text().substring(1, Math.max(1, next.text().length() - 1));
    String better =
        inside.indexOf(other) < 0
            ? other + inside + other
            : quote + inside.replace(String.valueOf(quote), "\\" + quote) + quote;
    add(
        token.range().to(next.range()),
        "a doubled quote is SQL and does not stand for a quote",
        "write `" + better + "`");
    return 1;
  }

  private boolean standsAsOperator(int i, String word) {
    if (word.equals("NOT")) {
      Tokens.Token next = next(i);
      return i + 1 < tokens.size()
          && (next.kind() != Tokens.Kind.SYMBOL || next.isSymbol("(") || next.isSymbol("!"));
    }
    return i > 0 && i + 1 < tokens.size();
  }

  private boolean isMember(int i) {
    return i > 0 && tokens.get(i - 1).isSymbol(".");
  }

  private Tokens.Token next(int i) {
    return tokens.get(Math.min(i + 1, tokens.size() - 1));
  }

  private void add(Range range, String message, String help) {
    found = true;
    report.add(TypeCode.TYP015, range, message, "", help);
  }

  /** Spellings that parse as a call but mean SQL, by lower-case name. */
  static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("coalesce", "write field.orValue(default)"),
          Map.entry("ifnull", "write field.orValue(default)"),
          Map.entry("nvl", "write field.orValue(default)"),
          Map.entry("isnull", "write !has(field)"),
          Map.entry("lower", "write text.lowerAscii()"),
          Map.entry("upper", "write text.upperAscii()"),
          Map.entry("length", "write size(text)"),
          Map.entry("len", "write size(text)"),
          Map.entry("substr", "write text.substring(from, to)"),
          Map.entry("trim", "write text.trim()"),
          Map.entry("concat", "join texts with `+`"),
          Map.entry("cast", "write int(x), double(x), string(x), timestamp(x) or duration(x)"),
          Map.entry("abs", "write math.abs(x)"),
          Map.entry("round", "write math.round(x)"),
          Map.entry("floor", "write math.floor(x)"),
          Map.entry("ceil", "write math.ceil(x)"),
          Map.entry("greatest", "write math.greatest(a, b)"),
          Map.entry("least", "write math.least(a, b)"),
          Map.entry("if", "write condition ? value : other"));
}
