package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.Severity;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the binding of one file shares: the findings, and the names of its parameters. */
final class BindContext {
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([a-zA-Z_][a-zA-Z0-9_]*)\\}");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Deep enough for any design, and not for a mistake. */
  private static final int MOST_NESTED = 8;

  private final Diagnostics diagnostics;
  private final Set<String> parameters;
  private final @Nullable Fragments fragments;
  private final List<Path> files;
  private final NodeNames names;

  /** Where the fragment of this context is used, the innermost first. */
  private final List<Span> usedAt;

  private final Map<String, List<String>> uses = new HashMap<>();

  /** For a file that uses no fragments. */
  BindContext(Set<String> parameters) {
    this(parameters, null, List.of(), NodeNames.ofPipeline(), List.of(), new Diagnostics());
  }

  /**
   * For a pipeline.
   *
   * @param fragments where its fragments are; null for a text without a file
   * @param file the pipeline's file
   */
  BindContext(Set<String> parameters, @Nullable Fragments fragments, Path file) {
    this(
        parameters, fragments, List.of(file), NodeNames.ofPipeline(), List.of(), new Diagnostics());
  }

  private BindContext(
      Set<String> parameters,
      @Nullable Fragments fragments,
      List<Path> files,
      NodeNames names,
      List<Span> usedAt,
      Diagnostics diagnostics) {
    this.parameters = Set.copyOf(parameters);
    this.fragments = fragments;
    this.files = List.copyOf(files);
    this.names = names;
    this.usedAt = List.copyOf(usedAt);
    this.diagnostics = diagnostics;
  }

  /** For a fragment that the file of this context uses; what is found goes to one place. */
  BindContext nested(NodeNames own, Path file, Span use) {
    List<Path> all = new ArrayList<>(files);
    all.add(file);
    List<Span> uses = new ArrayList<>(List.of(use));
    uses.addAll(usedAt);
    return new BindContext(parameters, fragments, all, own, uses, diagnostics);
  }

  Set<String> parameters() {
    return parameters;
  }

  NodeNames names() {
    return names;
  }

  /** The fragment that a node of this file uses, or null after a report. */
  @Nullable FragmentFile fragment(Located<String> use, String path) {
    if (fragments == null) {
      throw new IllegalStateException("a text without a file uses a fragment");
    }
    return fragments.find(files.get(files.size() - 1), use, path, this);
  }

  /** Whether a fragment may be used here; if not, it is reported. */
  boolean canNest(FragmentFile fragment, Located<String> use, String path) {
    if (files.contains(fragment.path())) {
      String message = "fragment `" + fragment.name() + "` would contain itself";
      add(Diagnostic.of(ReuseCode.REF040, use.span(), path, message));
      return false;
    }
    if (files.size() > MOST_NESTED) {
      String message = "fragments are nested more than " + MOST_NESTED + " deep";
      add(Diagnostic.of(ReuseCode.SCH044, use.span(), path, message));
      return false;
    }
    return true;
  }

  /** Notes the outputs of a fragment that a node of this file uses. */
  void uses(String node, List<String> outputs) {
    uses.put(node, List.copyOf(outputs));
  }

  /** What a reference to a node of this file, or an output of one, means in the pipeline. */
  List<InputRef> refs(Located<String> text, String path) {
    InputRef written = InputRef.parse(text);
    List<String> outputs = uses.get(written.node());
    if (outputs != null && !names.isAlias(text.value())) {
      String output = written.output();
      String close = output == null ? null : DidYouMean.closest(output, outputs);
      String has =
          output == null
              ? outputs.isEmpty() ? " has no output" : " has several outputs: name one"
              : " has no output `" + output + "`";
      add(
          Diagnostic.of(ReuseCode.PLN100, text.span(), path, "`" + written.node() + "`" + has)
              .withLabel(close == null ? "" : "did you mean `" + close + "`?")
              .withHelp(
                  close == null && !outputs.isEmpty()
                      ? "there are: " + String.join(", ", outputs)
                      : null));
      return List.of();
    }
    return names.refs(text);
  }

  void add(Diagnostic diagnostic) {
    Diagnostic explained = diagnostic;
    for (Span use : usedAt) {
      if (!use.source().name().equals(diagnostic.span().source().name())) {
        explained = explained.withRelated(use, "used here");
      }
    }
    diagnostics.add(explained);
  }

  boolean hasErrors() {
    return diagnostics.hasErrors();
  }

  List<Diagnostic> found() {
    return diagnostics.sorted();
  }

  /** A whole number; {@code 2.0} is one. */
  Located<Long> integer(YamlScalar scalar, String path) {
    // The schema takes 2.0 for a whole number, as JSON does.
    BigInteger value =
        scalar.kind() == YamlScalar.Kind.INT
            ? scalar.integerValue()
            : BigDecimal.valueOf(scalar.floatValue()).toBigInteger();
    if (value.compareTo(LARGEST) > 0) {
      add(
          Diagnostic.of(
              SchemaCode.SCH007,
              scalar.span(),
              path,
              "the number must be at most " + LARGEST + ", got `" + scalar.value() + "`"));
      value = LARGEST;
    }
    return new Located<>(value.longValueExact(), scalar.span());
  }

  /**
   * An expression. {@code ${name}} in it is reported: as an error outside of quotes, where CEL has
   * no such thing, and inside as a warning if that parameter exists.
   */
  ExpressionDecl expression(YamlScalar scalar, String path) {
    String text = scalar.value();
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      boolean quoted = inQuotes(text, parameter.start());
      if (quoted && !parameters.contains(parameter.group(1))) {
        continue;
      }
      String message =
          quoted
              ? "`" + parameter.group() + "` in a quoted text is not the parameter"
              : "`" + parameter.group() + "` cannot stand in an expression";
      add(
          Diagnostic.of(
                  SchemaCode.SCH014,
                  scalar.text().span(parameter.start(), parameter.end()),
                  path,
                  message)
              .withHelp("param." + parameter.group(1))
              .withSeverity(quoted ? Severity.WARNING : Severity.ERROR));
    }
    return new ExpressionDecl(scalar.text(), path);
  }

  private static boolean inQuotes(String text, int offset) {
    char open = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      if (open == 0 && (c == '"' || c == '\'')) {
        open = c;
      } else if (open != 0 && c == '\\') {
        i++;
      } else if (c == open) {
        open = 0;
      }
    }
    return open != 0;
  }
}
