package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.model.FragmentUse;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.schema.DocumentKind;
import io.millrace.compiler.schema.SchemaValidator;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One use of a fragment: its nodes with the arguments of this use, and what its names mean. */
final class FragmentInstance {
  private final Section node;
  private final FragmentFile file;
  private final BindContext inner;
  private final Section root;
  private final FragmentUse use;
  private final FragmentNodes nested;

  private FragmentInstance(
      Section node, FragmentFile file, BindContext inner, YamlMapping filled, FragmentUse use) {
    this.node = node;
    this.file = file;
    this.inner = inner;
    this.use = use;
    this.root = new Section(filled, use.path(), inner);
    this.nested = FragmentNodes.open(root);
  }

  /** Opens the fragment that a node uses; null after a report. */
  static @Nullable FragmentInstance open(Section.Entry entry) {
    Section node = entry.section();
    BindContext outer = node.context();
    FragmentFile file = outer.fragment(node.requiredText("use"), node.pathOf("use"));
    if (file == null) {
      return null;
    }
    Map<String, FragmentArgument> arguments = arguments(file, node);
    if (arguments == null || !outer.canNest(file, node.requiredText("use"), node.pathOf("use"))) {
      return null;
    }
    YamlMapping filled = file.filled(new FragmentFiller(arguments));
    List<Diagnostic> shape = SchemaValidator.validate(DocumentKind.PIPELINE, filled);
    if (!shape.isEmpty()) {
      for (Diagnostic found : shape) {
        outer.add(below(node.path(), found).withRelated(entry.name().span(), "used here"));
      }
      return null;
    }
    Located<String> id = outer.names().id(entry.name());
    Located<String> uid = node.text("uid");
    String uidPrefix = outer.names().uidPrefix() + (uid == null ? entry.name() : uid).value() + "/";
    NodeNames names = new NodeNames(id.value() + "/", uidPrefix);
    FragmentUse use = new FragmentUse(id, node.path(), file.root().span().source());
    return new FragmentInstance(
        node, file, outer.nested(names, file.path(), id.span()), filled, use);
  }

  private static Diagnostic below(String path, Diagnostic found) {
    return new Diagnostic(
        found.code(),
        found.severity(),
        found.message(),
        found.span(),
        found.path().isEmpty() ? path : path + "." + found.path(),
        found.label(),
        found.related(),
        found.help(),
        found.folded());
  }

  /** A text in the place of another. */
  static YamlScalar text(String value, YamlScalar in) {
    SourceText text = SourceText.unmapped(value, in.span());
    return new YamlScalar(text, YamlScalar.Kind.STRING, in.style());
  }

  static Diagnostic misfit(String name, FragmentArgument.Type type, YamlScalar value, String path) {
    return Diagnostic.of(
        ReuseCode.SCH040,
        value.span(),
        path,
        "`" + name + "` is " + type.expected() + ", not `" + value.value() + "`");
  }

  private static @Nullable Map<String, FragmentArgument> arguments(
      FragmentFile file, Section node) {
    Map<String, YamlMapping> parameters = file.parameters();
    Map<String, YamlScalar> given = new LinkedHashMap<>();
    boolean sound = true;
    for (YamlMapping.Entry entry : entries(node, "with")) {
      String name = entry.key().value();
      if (parameters.containsKey(name)) {
        given.put(name, (YamlScalar) entry.value());
      } else {
        report(node, entry.key(), "with", "parameter", file, parameters.keySet());
        sound = false;
      }
    }
    Map<String, FragmentArgument> arguments = new LinkedHashMap<>();
    for (Map.Entry<String, YamlMapping> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      FragmentArgument.Type type = FragmentFile.type(parameter.getValue());
      YamlScalar value = given.getOrDefault(name, FragmentFile.defaultValue(parameter.getValue()));
      if (value == null) {
        node.context()
            .add(
                Diagnostic.of(
                    ReuseCode.SCH041,
                    node.has("with") ? node.keySpan("with") : node.keySpan("use"),
                    node.pathOf("with"),
                    "the fragment needs `" + name + "`: " + type.expected()));
        sound = false;
        continue;
      }
      FragmentArgument argument = new FragmentArgument(type, value);
      if (!argument.fits()) {
        node.context().add(misfit(name, type, value, node.pathOf("with") + "." + name));
        sound = false;
      }
      arguments.put(name, argument);
    }
    return sound ? arguments : null;
  }

  private static void report(
      Section node,
      YamlScalar name,
      String section,
      String what,
      FragmentFile file,
      Set<String> known) {
    String close = DidYouMean.closest(name.value(), known);
    node.context()
        .add(
            Diagnostic.of(
                    ReuseCode.SCH041,
                    name.span(),
                    node.pathOf(section),
                    "fragment `" + file.name() + "` has no " + what + " `" + name.value() + "`")
                .withLabel(close == null ? "" : "did you mean `" + close + "`?")
                .withHelp(
                    close == null && !known.isEmpty()
                        ? "there are: " + String.join(", ", known)
                        : null));
  }

  private static List<YamlMapping.Entry> entries(Section node, String key) {
    return node.node(key) instanceof YamlMapping mapping ? mapping.entries() : List.of();
  }

  /** Tells the file that uses the fragment what the names of its outputs mean. */
  void publish(String name, NodeNames outer) {
    List<YamlMapping.Entry> outputs =
        file.root().get("outputs") instanceof YamlMapping mapping ? mapping.entries() : List.of();
    for (YamlMapping.Entry output : outputs) {
      List<InputRef> meant = inner.names().refs(Section.located((YamlScalar) output.value()));
      outer.alias(name + "." + output.key().value(), meant);
      if (outputs.size() == 1) {
        outer.alias(name, meant);
      }
    }
  }

  /** Names of its outputs. */
  List<String> outputs() {
    return file.names("outputs");
  }

  /** Connects its inputs, once the names of the file that uses it are known. */
  void connect() {
    List<String> declared = file.names("inputs");
    Map<String, YamlNode> given = new LinkedHashMap<>();
    for (YamlMapping.Entry entry : entries(node, "inputs")) {
      if (declared.contains(entry.key().value())) {
        given.put(entry.key().value(), entry.value());
      } else {
        report(node, entry.key(), "inputs", "input", file, new LinkedHashSet<>(declared));
      }
    }
    if (node.has("input")) {
      if (declared.size() == 1) {
        given.put(declared.get(0), node.node("input"));
      } else {
        String has = declared.isEmpty() ? "no input" : "the inputs " + String.join(", ", declared);
        node.context()
            .add(
                Diagnostic.of(
                        ReuseCode.SCH041,
                        node.keySpan("input"),
                        node.pathOf("input"),
                        "fragment `" + file.name() + "` has " + has)
                    .withHelp(declared.isEmpty() ? null : "name each: `inputs: { … }`"));
      }
    }
    for (String name : declared) {
      List<InputRef> refs = new ArrayList<>();
      if (given.get(name) != null) {
        Section of = new Section(singleton(name, given.get(name)), node.path(), node.context());
        of.names(name).forEach(text -> refs.addAll(node.context().refs(text, node.path())));
      } else if (!node.has("input")) {
        node.context()
            .add(
                Diagnostic.of(
                    ReuseCode.SCH041,
                    node.has("inputs") ? node.keySpan("inputs") : node.keySpan("use"),
                    node.pathOf("inputs"),
                    "the fragment needs an input `" + name + "`"));
      }
      inner.names().alias(name, refs);
    }
    nested.connect();
  }

  private static YamlMapping singleton(String name, YamlNode value) {
    SourceText text = SourceText.unmapped(name, value.span());
    YamlScalar key = new YamlScalar(text, YamlScalar.Kind.STRING, YamlScalar.Style.PLAIN);
    return new YamlMapping(List.of(new YamlMapping.Entry(key, value)), value.span());
  }

  FragmentUse use() {
    return use;
  }

  /** The filled fragment, with the names of its nodes in its context. */
  Section root() {
    return root;
  }

  FragmentNodes nested() {
    return nested;
  }
}
