package io.millrace.compiler.bind;

import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts arguments in the place of <code>$(name)</code>. */
final class FragmentFiller {
  /** A reference, or the escape of one. */
  static final Pattern REFERENCE = Pattern.compile("\\$(\\$\\(|\\(([A-Za-z_][A-Za-z0-9_]*)\\))");

  private final Map<String, FragmentArgument> arguments;

  FragmentFiller(Map<String, FragmentArgument> arguments) {
    this.arguments = arguments;
  }

  /** The names that a tree refers to, with their places. */
  static void references(YamlNode node, Consumer<Reference> out) {
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        references(entry.key(), out);
        references(entry.value(), out);
      }
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> references(item, out));
    } else {
      SourceText text = ((YamlScalar) node).text();
      Matcher reference = REFERENCE.matcher(text.value());
      while (reference.find()) {
        if (reference.group(2) != null) {
          out.accept(new Reference(reference.group(2), text, reference.start(2), reference.end(2)));
        }
      }
    }
  }

  /** A name in a text. */
  record Reference(String name, SourceText text, int from, int to) {}

  /** The tree with its arguments; all names in it are known. */
  YamlNode fill(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return fill(mapping);
    }
    if (node instanceof YamlSequence sequence) {
      return new YamlSequence(sequence.items().stream().map(this::fill).toList(), sequence.span());
    }
    return fill((YamlScalar) node);
  }

  YamlMapping fill(YamlMapping mapping) {
    List<YamlMapping.Entry> entries = new ArrayList<>();
    for (YamlMapping.Entry entry : mapping.entries()) {
      entries.add(new YamlMapping.Entry(fill(entry.key()), fill(entry.value())));
    }
    return new YamlMapping(entries, mapping.span());
  }

  private YamlScalar fill(YamlScalar scalar) {
    SourceText text = scalar.text();
    Matcher reference = REFERENCE.matcher(text.value());
    if (!reference.find()) {
      return scalar;
    }
    if (reference.group(2) != null && reference.matches()) {
      // Alone, the argument keeps its kind: a number stays a number.
      YamlScalar value = argument(reference.group(2)).value();
      int length = value.value().length();
      FilledText.Piece piece = new FilledText.Piece(0, length, value.text(), 0, text.whole());
      FilledText filled = new FilledText(value.value(), text.whole(), List.of(piece));
      return new YamlScalar(filled, value.kind(), scalar.style());
    }
    return new YamlScalar(embed(text), YamlScalar.Kind.STRING, scalar.style());
  }

  private FilledText embed(SourceText text) {
    StringBuilder out = new StringBuilder();
    List<FilledText.Piece> pieces = new ArrayList<>();
    Matcher reference = REFERENCE.matcher(text.value());
    int at = 0;
    while (reference.find()) {
      copy(text, at, reference.start(), out, pieces);
      if (reference.group(2) == null) {
        copy(text, reference.start() + 1, reference.end(), out, pieces);
      } else {
        FragmentArgument argument = argument(reference.group(2));
        String value = escaped(argument, out);
        int start = out.length();
        out.append(value);
        int before = argument.value().value().indexOf(argument.value().value().strip());
        pieces.add(
            new FilledText.Piece(
                start,
                out.length(),
                argument.value().text(),
                before - argument.lead(),
                text.span(reference.start(), reference.end())));
      }
      at = reference.end();
    }
    copy(text, at, text.value().length(), out, pieces);
    return new FilledText(out.toString(), text.whole(), pieces);
  }

  private static void copy(
      SourceText text, int from, int to, StringBuilder out, List<FilledText.Piece> pieces) {
    if (from < to) {
      int start = out.length();
      out.append(text.value(), from, to);
      pieces.add(new FilledText.Piece(start, out.length(), text, from, text.span(from, to)));
    }
  }

  /** In quotes the argument is text, whatever it holds. */
  private static String escaped(FragmentArgument argument, StringBuilder before) {
    char open = 0;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (open == 0 && (c == '"' || c == '\'')) {
        open = c;
      } else if (open != 0 && c == '\\') {
        i++;
      } else if (c == open) {
        open = 0;
      }
    }
    return open == 0
        ? argument.embedded()
        : argument.value().value().replace("\\", "\\\\").replace("" + open, "\\" + open);
  }

  private FragmentArgument argument(String name) {
    FragmentArgument argument = arguments.get(name);
    if (argument == null) {
      throw new IllegalArgumentException("no argument " + name);
    }
    return argument;
  }
}
