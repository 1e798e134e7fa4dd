package io.millrace.compiler.layout;

import java.util.Random;

/** Writes YAML as carelessly as people do, with numbered comments in all places. */
final class RandomYaml {
  private static final String[] SCALARS = {
    "1",
    "true",
    "null",
    "a b",
    "x-1",
    "'it''s'",
    "\"two\\n\"",
    "~",
    "12.5",
    "a:b",
    "2026-01-01T00:00:00Z",
    "''"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private int names;
  private int comments;

  private RandomYaml(long seed) {
    random = new Random(seed);
  }

  static String of(long seed) {
    RandomYaml yaml = new RandomYaml(seed);
    yaml.gap(0);
    yaml.mapping(0, 0);
    String text = yaml.out.toString();
    return yaml.chance(10) ? text.replace("\n", "\r\n") : text;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void spaces(int count) {
    out.append(" ".repeat(count));
  }

  /** Blank lines and comments between two lines. */
  private void gap(int indent) {
    while (chance(25)) {
      if (chance(50)) {
        spaces(random.nextInt(3));
      } else {
        spaces(indent);
        out.append("# c").append(++comments);
      }
      out.append('\n');
    }
  }

  private void endLine() {
    if (chance(20)) {
      spaces(1 + random.nextInt(4));
      out.append("# c").append(++comments);
    } else if (chance(10)) {
      spaces(2);
    }
    out.append('\n');
  }

  private void mapping(int indent, int depth) {
    int entries = 1 + random.nextInt(4);
    for (int i = 0; i < entries; i++) {
      if (i > 0) {
        gap(indent);
        spaces(indent);
      }
      out.append('k').append(++names).append(':');
      value(indent, depth, false);
    }
  }

  private void sequence(int indent, int depth) {
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      if (i > 0) {
        gap(indent);
        spaces(indent);
      }
      out.append('-');
      value(indent, depth, true);
    }
  }

  /** What follows a colon or a dash. */
  private void value(int indent, int depth, boolean item) {
    int kind = depth > 3 ? random.nextInt(6) : random.nextInt(10);
    int inner = indent + 1 + random.nextInt(4);
    switch (kind) {
      case 0, 1, 2 -> {
        spaces(1 + random.nextInt(3));
        out.append(SCALARS[random.nextInt(SCALARS.length)]);
        endLine();
      }
      case 3 -> {
        spaces(1);
        flow(2);
        endLine();
      }
      case 4 -> block(inner);
      case 5 -> endLine();
      case 6, 7 -> {
        if (item) {
          int gap = 1 + random.nextInt(2);
          spaces(gap);
          mapping(indent + 1 + gap, depth + 1);
        } else {
          endLine();
          gap(inner);
          spaces(inner);
          mapping(inner, depth + 1);
        }
      }
      default -> {
        endLine();
        int at = item || chance(50) ? inner : indent;
        gap(at);
        spaces(at);
        sequence(at, depth + 1);
      }
    }
  }

  private void flow(int depth) {
    boolean list = chance(50);
    out.append(list ? '[' : '{');
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ",");
      spaces(random.nextInt(3));
      if (!list) {
        out.append('k').append(++names).append(": ");
      }
      if (depth > 0 && chance(30)) {
        flow(depth - 1);
      } else {
        out.append(chance(50) ? "v" : "'q, [}'");
      }
      spaces(random.nextInt(2));
    }
    out.append(list ? ']' : '}');
  }

  private void block(int indent) {
    spaces(1);
    out.append(new String[] {"|", ">", "|-", ">-", "|+"}[random.nextInt(5)]).append('\n');
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      if (i > 0 && i < lines - 1 && chance(20)) {
        out.append('\n');
      }
      spaces(indent + (i > 0 && chance(20) ? 2 : 0));
      out.append("text ").append(i).append('\n');
    }
  }
}
