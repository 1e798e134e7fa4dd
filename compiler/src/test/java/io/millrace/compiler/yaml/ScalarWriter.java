package io.millrace.compiler.yaml;

import io.millrace.compiler.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes random scalars of every style and records, from the way each was put together and from
 * nothing else, what every decoded character is and which source range it comes from.
 */
class ScalarWriter {
  /** A scalar as it must be read; the ranges are those of the UTF-16 units of {@code decoded}. */
  record Expected(Style style, int start, int end, String decoded, int[] starts, int[] ends) {}

  private static final String[] PLAIN_FIRST = {"a", "Z", "7", "é", "漢", "😀", "_", "<", "$", "="};
  private static final String[] PLAIN_MORE = {
    "b", "0", ".", "-", "/", "😀", "👩‍🚀", "ß", "'", "\"", "\\", "!", "&", "*", "|", ">", "%", "@",
    "`", "?", "$", "+", "(", ")"
  };
  private static final String[] FLOW_INDICATORS = {",", "[", "]", "{", "}"};
  private static final String[] ANY = {
    "a", "Q", "5", "é", "漢", "😀", "👩‍🚀", "\u00a0", "\u3000", "#", ":", "-", "?", ",", "[", "]",
    "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "=", "<", "~", "."
  };
  private static final String[] SIMPLE_ESCAPES = {
    "\\0", "\0", "\\a", "\u0007", "\\b", "\b", "\\t", "\t", "\\n", "\n", "\\v", "\u000b", "\\f",
    "\f", "\\r", "\r", "\\e", "\u001b", "\\ ", " ", "\\\"", "\"", "\\/", "/", "\\\\", "\\", "\\N",
    "\u0085", "\\_", "\u00a0", "\\\t", "\t"
  };

  final Random random;
  final StringBuilder source = new StringBuilder();
  final List<Expected> scalars = new ArrayList<>();
  private final int breakKind;
  private StringBuilder decoded = new StringBuilder();
  private List<int[]> ranges = new ArrayList<>();
  int counter;

  ScalarWriter(Random random) {
    this.random = random;
    this.breakKind = random.nextInt(8);
  }

  final void flowStyle(int style, int indent, boolean inFlow) {
    begin();
    int start = source.length();
    switch (style) {
      case 0 -> {
        plain(indent, inFlow);
        finish(Style.PLAIN, start, source.length());
      }
      case 1 -> {
        quoted(indent, false);
        finish(Style.SINGLE_QUOTED, start, source.length());
      }
      default -> {
        quoted(indent, true);
        finish(Style.DOUBLE_QUOTED, start, source.length());
      }
    }
  }

  private void plain(int indent, boolean inFlow) {
    plainWord(true, inFlow);
    int more = random.nextInt(5);
    for (int i = 0; i < more; i++) {
      gap(indent, false);
      plainWord(true, inFlow);
    }
  }

  final void plainWord(boolean first, boolean inFlow) {
    if (first) {
      verbatim(pick(PLAIN_FIRST));
    }
    int length = random.nextInt(5);
    for (int i = 0; i < length; i++) {
      if (!inFlow && first && chance(12)) {
        verbatim(pick(FLOW_INDICATORS));
      } else if (first && chance(12)) {
        // A colon before and a hash behind other characters are text.
        verbatim(chance(2) ? ":x" : "#");
      } else {
        verbatim(pick(PLAIN_MORE));
      }
    }
  }

  private void quoted(int indent, boolean isDouble) {
    source.append(isDouble ? '"' : '\'');
    int words = random.nextInt(5);
    if (chance(4)) {
      gap(indent, true);
    }
    for (int i = 0; i < words; i++) {
      if (i > 0) {
        gap(indent, true);
      }
      if (isDouble) {
        doubleWord(true, indent);
      } else {
        singleWord();
      }
    }
    if (words > 0 && chance(4)) {
      gap(indent, true);
    }
    source.append(isDouble ? '"' : '\'');
  }

  final void singleWord() {
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      if (chance(6)) {
        decode("'", "''");
      } else {
        verbatim(chance(8) ? pick(new String[] {"\"", "\\", "\\n"}) : pick(ANY));
      }
    }
  }

  final void doubleWord(boolean mayBreak, int indent) {
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(mayBreak ? 12 : 10)) {
        case 0, 1 -> {
          int escape = random.nextInt(SIMPLE_ESCAPES.length / 2) * 2;
          decode(SIMPLE_ESCAPES[escape + 1], SIMPLE_ESCAPES[escape]);
        }
        case 2 -> {
          int c = 1 + random.nextInt(0xFE);
          decode(Character.toString(c), "\\x%02X".formatted(c));
        }
        case 3 -> {
          int c = 0x100 + random.nextInt(0xD000);
          decode(Character.toString(c), "\\u%04x".formatted(c));
        }
        case 4 -> {
          int c = 0x10000 + random.nextInt(0xF0000);
          decode(Character.toString(c), "\\U%08X".formatted(c));
        }
        case 10 -> {
          escapedBreak(indent);
          verbatim(pick(ANY));
        }
        default -> verbatim(chance(8) ? "'" : pick(ANY));
      }
    }
  }

  /** A backslash that hides a line break; only empty lines behind it are decoded. */
  private void escapedBreak(int indent) {
    int from = source.length();
    source.append('\\');
    lineBreak();
    int[] behind = emptyLines(random.nextInt(3), true);
    source.append(" ".repeat(indent + 1 + random.nextInt(3)));
    divide(from, behind, source.length());
  }

  /** White space between two words: within a line as it is, else folded. */
  private void gap(int indent, boolean tabsIndent) {
    if (chance(2)) {
      verbatim(white(1 + random.nextInt(3)));
      return;
    }
    int from = source.length();
    source.append(white(random.nextInt(3)));
    lineBreak();
    int[] behind = emptyLines(chance(2) ? 0 : random.nextInt(4), tabsIndent);
    source.append(" ".repeat(indent + 1 + random.nextInt(3)));
    if (tabsIndent && chance(5)) {
      source.append('\t');
    }
    if (behind.length == 0) {
      decodedAs(" ", from, source.length());
    } else {
      divide(from, behind, source.length());
    }
  }

  /** Lines of white space; gives the offset behind each. */
  private int[] emptyLines(int count, boolean tabs) {
    int[] behind = new int[count];
    for (int i = 0; i < count; i++) {
      source.append(" ".repeat(random.nextInt(4)));
      if (tabs && chance(4)) {
        source.append('\t');
      }
      lineBreak();
      behind[i] = source.length();
    }
    return behind;
  }

  /** One line feed for each empty line; their ranges share the gap without rest. */
  private void divide(int from, int[] behind, int to) {
    int start = from;
    for (int i = 0; i < behind.length; i++) {
      int end = i == behind.length - 1 ? to : behind[i];
      decodedAs("\n", start, end);
      start = end;
    }
  }

  // Block scalars

  final void blockScalar(boolean folded, int parentIndent, boolean last) {
    begin();
    int start = source.length();
    int relative = 1 + random.nextInt(4);
    int indent = parentIndent + relative;
    boolean explicit = chance(3);
    int chomping = random.nextInt(3);
    header(folded, explicit ? relative : 0, chomping);

    int lines = random.nextInt(5);
    int leading = chance(4) ? random.nextInt(3) : 0;
    int emptyIndent = lines == 0 ? 0 : indent;
    for (int i = 0; i < leading; i++) {
      int[] lineBreak = emptyBlockLine(emptyIndent);
      // Without a line of content, only keeping makes line breaks content.
      if (lines > 0 || chomping == 2) {
        decodedAs("\n", lineBreak[0], lineBreak[1]);
      }
    }
    int end = -1;
    boolean ended = true;
    Gap gap = null;
    for (int i = 0; i < lines; i++) {
      source.append(" ".repeat(indent));
      boolean spaced = (i > 0 || explicit) && chance(4);
      if (gap != null) {
        decodeGap(folded && !gap.spaced() && !spaced, gap);
      }
      verbatim((spaced ? white(1 + random.nextInt(2)) : "") + line());
      end = source.length();
      if (i == lines - 1 && last && chance(2)) {
        ended = false;
        break;
      }
      lineBreak();
      int behind = source.length();
      if (i == lines - 1) {
        if (chomping != 1) {
          decodedAs("\n", end, behind);
        }
      } else {
        List<int[]> empty = new ArrayList<>();
        for (int j = chance(3) ? 1 + random.nextInt(2) : 0; j > 0; j--) {
          empty.add(emptyBlockLine(indent));
        }
        gap = new Gap(end, behind, empty, spaced);
      }
    }
    int trailing = ended && chance(3) ? random.nextInt(3) : 0;
    for (int i = 0; i < trailing; i++) {
      int[] lineBreak = emptyBlockLine(emptyIndent);
      if (chomping == 2) {
        decodedAs("\n", lineBreak[0], lineBreak[1]);
      }
    }
    finish(folded ? Style.FOLDED : Style.LITERAL, start, end);
  }

  /**
   * What stands between two lines of a block scalar.
   *
   * @param empty the line breaks of the empty lines
   * @param spaced whether the line before starts with white space
   */
  private record Gap(int lineEnd, int behindBreak, List<int[]> empty, boolean spaced) {}

  /** To be called where the line behind the gap starts. */
  private void decodeGap(boolean fold, Gap gap) {
    if (!fold) {
      decodedAs("\n", gap.lineEnd(), gap.behindBreak());
      gap.empty().forEach(b -> decodedAs("\n", b[0], b[1]));
    } else if (gap.empty().isEmpty()) {
      decodedAs(" ", gap.lineEnd(), source.length());
    } else {
      divide(gap.lineEnd(), gap.empty().stream().mapToInt(b -> b[1]).toArray(), source.length());
    }
  }

  private void header(boolean folded, int indentation, int chomping) {
    source.append(folded ? '>' : '|');
    String digit = indentation > 0 ? Integer.toString(indentation) : "";
    String chomp = chomping == 0 ? "" : chomping == 1 ? "-" : "+";
    source.append(chance(2) ? digit + chomp : chomp + digit);
    if (chance(5)) {
      source.append(chance(2) ? "  " : " # header");
    }
    lineBreak();
  }

  /** A line of at most the indentation; gives the range of its line break. */
  private int[] emptyBlockLine(int indent) {
    source.append(" ".repeat(random.nextInt(indent + 1)));
    int start = source.length();
    lineBreak();
    return new int[] {start, source.length()};
  }

  private String line() {
    StringBuilder line = new StringBuilder(pick(ANY));
    int length = random.nextInt(8);
    for (int i = 0; i < length; i++) {
      line.append(
          chance(5) ? white(1) : chance(8) ? pick(new String[] {"\"", "'", "\\"}) : pick(ANY));
    }
    return line.toString();
  }

  // Characters

  final void begin() {
    decoded = new StringBuilder();
    ranges = new ArrayList<>();
  }

  final void finish(Style style, int start, int end) {
    int[] starts = ranges.stream().mapToInt(r -> r[0]).toArray();
    int[] ends = ranges.stream().mapToInt(r -> r[1]).toArray();
    scalars.add(new Expected(style, start, end, decoded.toString(), starts, ends));
  }

  /** Text that stands for itself, each code point for its own range. */
  final void verbatim(String characters) {
    characters
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(character -> decode(character, character));
  }

  private void decode(String value, String written) {
    int start = source.length();
    source.append(written);
    decodedAs(value, start, source.length());
  }

  private void decodedAs(String value, int start, int end) {
    decoded.append(value);
    for (int i = 0; i < value.length(); i++) {
      ranges.add(new int[] {start, end});
    }
  }

  final void lineBreak() {
    String lineBreak =
        switch (breakKind) {
          case 0, 1, 2 -> "\r\n";
          case 3 -> chance(2) ? "\r\n" : "\n";
          case 4 -> "\r";
          default -> "\n";
        };
    source.append(lineBreak);
  }

  final void lineEnd() {
    if (chance(8)) {
      source.append(' ');
    }
    lineBreak();
  }

  private String white(int length) {
    StringBuilder white = new StringBuilder();
    for (int i = 0; i < length; i++) {
      white.append(chance(5) ? '\t' : ' ');
    }
    return white.toString();
  }

  final boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
