package io.millrace.compiler.site;

import io.millrace.compiler.diag.SecretNames;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlReader;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Keeps secrets off pages. A secret is what stands in plain text under a name that clients take a
 * secret by, what a test gives a parameter of kind secret, and the credentials in a URL. It is
 * masked where it stands, and wherever else the same text stands.
 */
final class Redaction {
  static final String MASK = "•••";

  private static final Set<String> SENSITIVE =
      Set.of("connections", "properties", "security", "headers");

  /** Shorter texts stand in too many places by chance. */
  private static final int SHORTEST = 4;

  private static final Pattern REFERENCE = Pattern.compile("(\\w+ )?\\$\\{[^}]*}");
  private static final Pattern URL_USER = Pattern.compile("(?<=://)[^/\\s@\"']+(?=@)");
  private static final Pattern URL_QUERY =
      Pattern.compile(
          "(?i)(?<=[?&;])([\\w.-]*(?:password|passwd|pwd|secret|token|api[-_]?key)=)(?!\\$\\{)[^&;\\s\"'#}]+");

  private final List<Span> spans = new ArrayList<>();
  private final Set<String> values =
      new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));

  private Redaction() {}

  /**
   * Looks for secrets.
   *
   * @param files of the pipeline and about it
   */
  static Redaction of(Plan plan, Collection<SourceFile> files) {
    Redaction redaction = new Redaction();
    Set<String> secrets = new HashSet<>();
    for (Parameter parameter : plan.parameters()) {
      if (parameter.kind() == ParameterDecl.Kind.SECRET) {
        secrets.add(parameter.name());
      }
    }
    for (SourceFile file : files) {
      YamlDocument document = YamlReader.read(file).value();
      if (document != null) {
        redaction.search(document.root(), false, false, secrets);
      }
    }
    return redaction;
  }

  private void search(YamlNode node, boolean sensitive, boolean parameters, Set<String> secrets) {
    if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> search(item, sensitive, parameters, secrets));
    }
    if (!(node instanceof YamlMapping mapping)) {
      return;
    }
    boolean secretParameter =
        mapping.get("type") instanceof YamlScalar type && type.value().equals("secret");
    for (YamlMapping.Entry entry : mapping.entries()) {
      String key = entry.key().value();
      boolean secret =
          (sensitive && SecretNames.contain(key))
              || (parameters && secrets.contains(key))
              || (secretParameter && key.equals("default"));
      if (secret && entry.value() instanceof YamlScalar scalar) {
        hide(scalar);
      }
      search(
          entry.value(), sensitive || SENSITIVE.contains(key), key.equals("parameters"), secrets);
    }
  }

  private void hide(YamlScalar scalar) {
    String value = scalar.value();
    if (value.isEmpty() || REFERENCE.matcher(value).matches()) {
      return;
    }
    spans.add(scalar.span());
    if (value.strip().length() >= SHORTEST) {
      values.add(value.strip());
    }
  }

  /** A text as it may be shown. */
  String text(String text) {
    String shown = text;
    for (String value : values) {
      shown = shown.replace(value, MASK);
    }
    shown = URL_USER.matcher(shown).replaceAll(MASK);
    return URL_QUERY.matcher(shown).replaceAll("$1" + MASK);
  }

  /** A line of a file as it may be shown. */
  String line(SourceFile file, int line) {
    StringBuilder text = new StringBuilder(file.lineText(line));
    int start = file.lineStart(line);
    int end = start + text.length();
    spans.stream()
        .filter(span -> span.source() == file && span.start() < end && span.end() > start)
        .sorted(Comparator.reverseOrder())
        .forEach(
            span -> {
              int from = Math.max(span.start(), start) - start;
              int to = Math.min(span.end(), end) - start;
              while (from < to && text.charAt(from) == ' ') {
                from++;
              }
              text.replace(from, to, MASK);
            });
    return text(text.toString());
  }
}
