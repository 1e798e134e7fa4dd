package io.millrace.runtime.expr;

import org.jspecify.annotations.Nullable;

/**
 * A pattern of a mark and one group of characters behind it, up to the first that is no more of
 * them: {@code id=([^&]*)}, {@code ^/users/(\d+)}, {@code [?&]id=([^&]*)}, {@code
 * (?:&|^)id=([^&]*)}. As nothing may follow the group, it is never given back, and the first mark
 * with a group behind it is the match that RE2 finds.
 */
final class MarkedValue {
  /** What stands in front of the mark, if it is not the start of the text. */
  private final Ahead ahead;

  private final String mark;
  private final Characters value;
  private final boolean mayBeEmpty;

  private MarkedValue(Ahead ahead, String mark, Characters value, boolean mayBeEmpty) {
    this.ahead = ahead;
    this.mark = mark;
    this.value = value;
    this.mayBeEmpty = mayBeEmpty;
  }

  /**
   * What is asked for in front of a mark.
   *
   * @param anything nothing is asked for
   * @param start it may be the start of the text
   * @param one it may be one of these
   */
  private record Ahead(boolean anything, boolean start, Characters one) {
    private boolean holds(String text, int at) {
      return anything || (at == 0 ? start : one.has(text.charAt(at - 1)));
    }
  }

  /** A set of characters: ASCII ones by their bits, and all others or none. */
  private static final class Characters {
    private long low;
    private long high;
    private boolean others;

    private void add(char first, char last) {
      for (char c = first; c <= last; c++) {
        if (c < 64) {
          low |= 1L << c;
        } else {
          high |= 1L << c;
        }
      }
    }

    private void invert() {
      low = ~low;
      high = ~high;
      others = !others;
    }

    private boolean has(char c) {
      return c < 64 ? (low >>> c & 1) != 0 : c < 128 ? (high >>> c & 1) != 0 : others;
    }

    /** Whether a backslash and a letter stand for some characters, which are added then. */
    private boolean addNamed(char letter) {
      switch (letter) {
        case 'd' -> add('0', '9');
        case 'w' -> {
          add('0', '9');
          add('A', 'Z');
          add('_', '_');
          add('a', 'z');
        }
        case 's' -> {
          add('\t', '\n');
          add('\f', '\r');
          add(' ', ' ');
        }
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  /** The pattern as a mark and a value; null if it has another form. */
  static @Nullable MarkedValue of(String pattern) {
    return new Parser(pattern).parse();
  }

  /** What the group of the first match has; null where there is none. */
  @Nullable String find(String text) {
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      if (ahead.holds(text, at)) {
        String found = valueAt(text, at + mark.length());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable String valueAt(String text, int from) {
    int to = from;
    while (to < text.length() && value.has(text.charAt(to))) {
      to++;
    }
    return to > from || mayBeEmpty ? text.substring(from, to) : null;
  }

  /** Reads a pattern, and gives up where it has anything but the form. */
  private static final class Parser {
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private final String pattern;
    private int at;

    Parser(String pattern) {
      this.pattern = pattern;
    }

    @Nullable MarkedValue parse() {
      Ahead ahead = ahead();
      String mark = ahead == null ? null : mark();
      if (ahead == null || mark == null || mark.isEmpty() || !take("(")) {
        return null;
      }
      Characters value = characters();
      boolean mayBeEmpty = peek() == '*';
      if (value == null || !(take("*") || take("+")) || !take(")") || at < pattern.length()) {
        return null;
      }
      return new MarkedValue(ahead, mark, value, mayBeEmpty);
    }

    private char peek() {
      return at < pattern.length() ? pattern.charAt(at) : 0;
    }

    private boolean take(String text) {
      boolean taken = pattern.startsWith(text, at);
      at += taken ? text.length() : 0;
      return taken;
    }

    private @Nullable Ahead ahead() {
      Characters one = new Characters();
      if (take("^")) {
        return new Ahead(false, true, one);
      }
      if (take("(?:")) {
        boolean start = false;
        do {
          if (take("^")) {
            start = true;
          } else {
            int c = literal();
            if (c < 0) {
              return null;
            }
            one.add((char) c, (char) c);
          }
        } while (take("|"));
        return take(")") ? new Ahead(false, start, one) : null;
      }
      if (peek() == '[') {
        Characters set = characters();
        return set == null || set.others ? null : new Ahead(false, false, set);
      }
      return new Ahead(true, true, one);
    }

    /** Characters up to a group. */
    private @Nullable String mark() {
      StringBuilder mark = new StringBuilder();
      while (at < pattern.length() && peek() != '(') {
        int c = literal();
        if (c < 0) {
          return null;
        }
        mark.append((char) c);
      }
      return mark.toString();
    }

    /** A character that stands for itself, or does so with a backslash; -1 for any other. */
    private int literal() {
      char c = peek();
      if (c == '\\') {
        at++;
        char escaped = peek();
        boolean sign = escaped > ' ' && escaped < 127 && !Character.isLetterOrDigit(escaped);
        at++;
        return sign ? escaped : -1;
      }
      at++;
      return c < ' ' || c > 126 || SPECIAL.indexOf(c) >= 0 ? -1 : c;
    }

    /** One character of some; null if they are written in another way. */
    private @Nullable Characters characters() {
      Characters set = new Characters();
      if (take(".")) {
        set.add('\n', '\n');
        set.invert();
        return set;
      }
      if (peek() == '\\') {
        return named(set) ? set : null;
      }
      if (!take("[")) {
        return null;
      }
      boolean inverted = take("^");
      if (peek() == ']') {
        return null;
      }
      while (!take("]")) {
        if (!part(set)) {
          return null;
        }
      }
      if (inverted) {
        set.invert();
      }
      return set;
    }

    /** A character, a range or a named set within brackets. */
    private boolean part(Characters set) {
      if (named(set)) {
        return true;
      }
      char first = peek();
      boolean escaped = first == '\\';
      int c = escaped ? literal() : first;
      if (!escaped) {
        at++;
      }
      if (c < ' ' || c > 126 || (!escaped && (c == '[' || c == '-'))) {
        return false;
      }
      char last = (char) c;
      if (take("-")) {
        last = peek();
        at++;
        if (escaped || last <= c || last > 126 || !Character.isLetterOrDigit(last)) {
          return false;
        }
      }
      set.add((char) c, last);
      return true;
    }

    private boolean named(Characters set) {
      boolean named =
          peek() == '\\' && at + 1 < pattern.length() && set.addNamed(pattern.charAt(at + 1));
      at += named ? 2 : 0;
      return named;
    }
  }
}
