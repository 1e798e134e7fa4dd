package io.millrace.compiler.yaml;

import io.millrace.compiler.yaml.YamlScalar.Style;
import java.util.List;
import java.util.Random;

/** Writes random documents; what their scalars must be is recorded by {@link ScalarWriter}. */
final class ScalarGenerator extends ScalarWriter {
  /** A document and its scalars, keys included, in document order. */
  record Document(String text, List<Expected> scalars) {}

  private ScalarGenerator(Random random) {
    super(random);
  }

  static Document document(Random random, int entries) {
    ScalarGenerator generator = new ScalarGenerator(random);
    if (generator.chance(4)) {
      generator.source.append('\uFEFF');
    }
    generator.mapping(0, entries, 0);
    return new Document(generator.source.toString(), List.copyOf(generator.scalars));
  }

  private void mapping(int indent, int entries, int depth) {
    for (int i = 0; i < entries; i++) {
      if (i > 0) {
        source.append(" ".repeat(indent));
      }
      key(indent);
      source.append(':');
      value(indent, depth, i == entries - 1 && depth == 0);
    }
  }

  private void key(int indent) {
    begin();
    int start = source.length();
    Style style = Style.PLAIN;
    String unique = "k" + counter++ + "_";
    switch (random.nextInt(4)) {
      case 0 -> {
        style = Style.SINGLE_QUOTED;
        source.append('\'');
        verbatim(unique);
        singleWord();
        source.append('\'');
      }
      case 1 -> {
        style = Style.DOUBLE_QUOTED;
        source.append('"');
        verbatim(unique);
        doubleWord(false, indent);
        source.append('"');
      }
      default -> {
        verbatim(unique);
        plainWord(false, false);
      }
    }
    finish(style, start, source.length());
  }

  /** A value with all that stands between it and its key, and the line break behind it. */
  private void value(int indent, int depth, boolean last) {
    int shape = depth >= 3 ? 0 : random.nextInt(12);
    if (shape == 1) {
      int inner = indent + 1 + random.nextInt(3);
      lineEnd();
      source.append(" ".repeat(inner));
      mapping(inner, 1 + random.nextInt(3), depth + 1);
    } else if (shape == 2) {
      lineEnd();
      int inner = indent + random.nextInt(4);
      int items = 1 + random.nextInt(3);
      for (int i = 0; i < items; i++) {
        source.append(" ".repeat(inner)).append('-');
        // A list at its key's column does not move the indentation of what it holds.
        scalarValue(inner, last && i == items - 1 && depth == 0);
      }
    } else if (shape == 3) {
      source.append(" [");
      flowItems(indent, false);
      source.append(']');
      lineEnd();
    } else if (shape == 4) {
      source.append(" {");
      flowItems(indent, true);
      source.append('}');
      lineEnd();
    } else {
      scalarValue(indent, last);
    }
  }

  private void flowItems(int indent, boolean keyed) {
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      if (i > 0) {
        source.append(',');
      }
      if (chance(3)) {
        lineBreak();
        source.append(" ".repeat(indent + 1));
      } else {
        source.append(' ');
      }
      if (keyed) {
        begin();
        int start = source.length();
        verbatim("f" + counter++);
        finish(Style.PLAIN, start, source.length());
        source.append(": ");
      }
      flowStyle(random.nextInt(3), indent, true);
    }
  }

  private void scalarValue(int indent, boolean last) {
    source.append(chance(5) ? "  " : " ");
    int style = random.nextInt(5);
    properties(indent, style < 3);
    if (style < 3) {
      flowStyle(style, indent, false);
      if (chance(6)) {
        source.append(" # comment 'with\" quotes");
      }
      if (!last || chance(2)) {
        lineEnd();
      }
    } else {
      blockScalar(style == 4, indent, last);
    }
    if (!last && chance(8)) {
      source.append("# between");
      lineBreak();
    }
  }

  private void properties(int indent, boolean mayBreak) {
    int kind = random.nextInt(12);
    String anchor = "&a" + counter++;
    String properties =
        switch (kind) {
          case 0 -> anchor;
          case 1 -> "!!str";
          case 2 -> anchor + " !!str";
          case 3 -> "!!str " + anchor;
          case 4 -> "!";
          case 5 -> "!<tag:yaml.org,2002:str>";
          default -> "";
        };
    if (!properties.isEmpty()) {
      source.append(properties);
      if (mayBreak && chance(3)) {
        source.append(chance(2) ? " # why" : "");
        lineBreak();
        source.append(" ".repeat(indent + 1 + random.nextInt(3)));
      } else {
        source.append(" ".repeat(1 + random.nextInt(2)));
      }
    }
  }
}
