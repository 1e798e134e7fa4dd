package io.millrace.local.format;

import io.millrace.local.format.Shape.ListOf;
import io.millrace.local.format.Shape.MapOf;
import io.millrace.local.format.Shape.Member;
import io.millrace.local.format.Shape.Rec;
import io.millrace.local.format.Shape.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random documents of a type, with spaces, unknown names and rare wrong values among them. */
final class RandomDocuments {
  private static final String[] SPACES = {" ", "\n", "\t", "\r\n", "  "};
  private static final String[] OTHER_NAMES = {
    "", "i", "idx", "a_long_name_of_another", "person_", "atx", "ük", "a\"b", "🎉"
  };

  private final Random random;
  private boolean dense;

  RandomDocuments(Random random) {
    this.random = random;
  }

  /** A document; about one of four is wrong in some value, or lacks a field. */
  byte[] next(Rec rec) {
    StringBuilder out = new StringBuilder(256);
    dense = random.nextInt(4) != 0;
    if (random.nextInt(100) == 0) {
      out.append('\uFEFF');
    }
    space(out);
    record(out, rec, 0);
    space(out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void record(StringBuilder out, Rec rec, int depth) {
    List<Member> members = new ArrayList<>(rec.members());
    if (random.nextInt(8) == 0) {
      Collections.shuffle(members, random);
    }
    if (random.nextInt(10) == 0) {
      members.add(members.get(random.nextInt(members.size())));
    }
    out.append('{');
    boolean first = true;
    for (Member member : members) {
      if (random.nextInt(6) == 0) {
        first = comma(out, first);
        name(out, OTHER_NAMES[random.nextInt(OTHER_NAMES.length)]);
        any(out, depth + 1);
      }
      boolean optional = member.optional() || member.otherwise() != null;
      if (random.nextInt(optional ? 3 : 60) == 0) {
        continue;
      }
      first = comma(out, first);
      name(out, member.alias() != null && random.nextInt(4) == 0 ? member.alias() : member.name());
      if (random.nextInt(60) == 0) {
        any(out, depth + 1);
      } else if (optional && random.nextInt(6) == 0) {
        out.append("null");
      } else {
        value(out, member.shape(), depth + 1);
      }
    }
    space(out);
    out.append('}');
  }

  private boolean comma(StringBuilder out, boolean first) {
    if (!first) {
      space(out);
      out.append(',');
    }
    space(out);
    return false;
  }

  private void name(StringBuilder out, String name) {
    text(out, name, random.nextInt(30) == 0);
    space(out);
    out.append(':');
    space(out);
  }

  private void value(StringBuilder out, Shape shape, int depth) {
    if (shape instanceof Rec rec) {
      record(out, rec, depth);
    } else if (shape instanceof ListOf list) {
      out.append('[');
      boolean first = true;
      for (int i = random.nextInt(4); i > 0; i--) {
        first = comma(out, first);
        value(out, list.element(), depth + 1);
      }
      out.append(']');
    } else if (shape instanceof MapOf map) {
      out.append('{');
      boolean first = true;
      for (int i = random.nextInt(4); i > 0; i--) {
        first = comma(out, first);
        name(out, words());
        value(out, map.value(), depth + 1);
      }
      out.append('}');
    } else {
      scalar(out, (Scalar) shape);
    }
  }

  private void scalar(StringBuilder out, Scalar scalar) {
    switch (scalar) {
      case BOOL -> out.append(random.nextBoolean());
      case INT -> integer(out);
      case DOUBLE -> number(out);
      case DECIMAL -> {
        String quote = random.nextInt(3) == 0 ? "\"" : "";
        out.append(quote);
        if (random.nextInt(4) == 0) {
          number(out);
        } else {
          out.append(random.nextInt(2_000_000) / 1000.0 - 1000);
        }
        out.append(quote);
      }
      case STRING -> text(out, words(), random.nextInt(6) == 0);
      case BYTES -> text(out, "AAECAwQ=".substring(0, 4 + 4 * random.nextInt(2)), false);
      case TIMESTAMP -> timestamp(out);
      case MILLIS, SECONDS -> {
        switch (random.nextInt(3)) {
          case 0 -> out.append(random.nextLong() >> (random.nextInt(50) + 5));
          case 1 -> out.append(random.nextInt(2_000_000_000)).append(".").append(random.nextInt(9));
          default -> number(out);
        }
      }
      case DURATION ->
          text(
              out,
              switch (random.nextInt(4)) {
                case 0 -> "PT" + random.nextInt(90) + "M" + random.nextInt(9) + ".5S";
                case 1 -> random.nextInt(10_000) + "s";
                case 2 -> "-1h" + random.nextInt(90) + "m.5s";
                default -> "P" + random.nextInt(9) + "D";
              },
              false);
    }
  }

  private void integer(StringBuilder out) {
    switch (random.nextInt(12)) {
      case 0 -> out.append(random.nextLong());
      case 1 -> out.append(random.nextInt(1000)).append(".0");
      case 2 -> out.append(random.nextInt(1000)).append('e').append(random.nextInt(18));
      case 3 -> out.append(random.nextLong() >> random.nextInt(64));
      case 4 -> out.append(random.nextBoolean() ? "-0" : "9223372036854775808");
      default -> out.append(random.nextInt(200_000) - 1000);
    }
  }

  private void number(StringBuilder out) {
    switch (random.nextInt(8)) {
      case 0 -> out.append(random.nextInt(1000));
      case 1 -> out.append(random.nextInt(100_000) / 100.0);
      case 2 -> out.append(random.nextDouble());
      case 3 -> out.append(random.nextLong()).append('e').append(random.nextInt(700) - 350);
      case 4 -> out.append(random.nextInt(9)).append("E+").append(random.nextInt(20));
      case 5 -> out.append(Double.longBitsToDouble(random.nextLong() >>> 2));
      case 6 -> out.append(random.nextBoolean() ? "-0" : "-0.0");
      default ->
          out.append('-').append(random.nextInt(100)).append('.').append(random.nextLong() >>> 1);
    }
  }

  private void timestamp(StringBuilder out) {
    out.append('"');
    two(out.append(19 + random.nextInt(2)), 100);
    two(out.append('-'), 13);
    two(out.append('-'), 31);
    two(out.append(random.nextInt(8) == 0 ? ' ' : 'T'), 24);
    two(out.append(':'), 60);
    if (random.nextInt(8) != 0) {
      two(out.append(':'), 60);
      int digits = random.nextInt(4) == 0 ? random.nextInt(11) : 3;
      out.append(digits > 0 ? "." : "");
      for (int i = 0; i < digits; i++) {
        out.append(random.nextInt(10));
      }
    }
    out.append(
        switch (random.nextInt(12)) {
          case 0 -> "+02:00";
          case 1 -> "-0330";
          case 2 -> "+01";
          case 3 -> "\\u002b02:00";
          default -> "Z";
        });
    out.append('"');
  }

  private void two(StringBuilder out, int bound) {
    int value = random.nextInt(bound);
    out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }

  private void any(StringBuilder out, int depth) {
    switch (random.nextInt(depth > 4 ? 5 : 7)) {
      case 0 -> text(out, words(), random.nextBoolean());
      case 1 -> number(out);
      case 2 -> out.append(random.nextBoolean());
      case 3 -> out.append("null");
      case 4 -> integer(out);
      case 5 -> {
        out.append('{');
        boolean first = true;
        for (int i = random.nextInt(4); i > 0; i--) {
          first = comma(out, first);
          name(out, words());
          any(out, depth + 1);
        }
        out.append('}');
      }
      default -> {
        out.append('[');
        boolean first = true;
        for (int i = random.nextInt(4); i > 0; i--) {
          first = comma(out, first);
          any(out, depth + 1);
        }
        out.append(']');
      }
    }
  }

  private String words() {
    int length = random.nextInt(random.nextInt(16) == 0 ? 80 : 14);
    boolean plain = random.nextInt(3) != 0;
    StringBuilder out = new StringBuilder(length + 4);
    for (int i = 0; i < length; i++) {
      switch (plain ? 99 : random.nextInt(24)) {
        case 0 -> out.append('"');
        case 1 -> out.append('\\');
        case 2 -> out.append('ü');
        case 3 -> out.append('漢');
        case 4 -> out.append("🎉");
        case 5 -> out.append((char) random.nextInt(32));
        case 6 -> out.append('\u007f');
        case 7 -> out.append('/');
        default -> out.append((char) ('a' + random.nextInt(26)));
      }
    }
    return out.toString();
  }

  private void text(StringBuilder out, String value, boolean escapes) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '/' -> out.append(escapes ? "\\/" : "/");
        default -> {
          if (c < ' ' || (escapes && random.nextInt(3) == 0)) {
            out.append("\\u").append(Character.forDigit(c >> 12, 16));
            out.append(Character.forDigit(c >> 8 & 15, 16));
            out.append(Character.toUpperCase(Character.forDigit(c >> 4 & 15, 16)));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void space(StringBuilder out) {
    if (!dense && random.nextInt(2) == 0) {
      out.append(SPACES[random.nextInt(SPACES.length)]);
    }
  }
}
