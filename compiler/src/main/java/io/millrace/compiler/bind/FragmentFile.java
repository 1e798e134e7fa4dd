package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fragment that passed its schema, before anything is put into it. */
record FragmentFile(Path path, YamlMapping root) {
  static final List<String> SECTIONS = List.of("sources", "operators", "sinks");

  String name() {
    return root.get("name") instanceof YamlScalar name ? name.value() : path.toString();
  }

  /** The keys of a section, in order. */
  List<YamlScalar> keys(String section) {
    return root.get(section) instanceof YamlMapping mapping
        ? mapping.entries().stream().map(YamlMapping.Entry::key).toList()
        : List.of();
  }

  List<String> names(String section) {
    return keys(section).stream().map(YamlScalar::value).toList();
  }

  /** Its parameters: the mapping of each. */
  Map<String, YamlMapping> parameters() {
    Map<String, YamlMapping> parameters = new LinkedHashMap<>();
    if (root.get("parameters") instanceof YamlMapping mapping) {
      mapping
          .entries()
          .forEach(entry -> parameters.put(entry.key().value(), (YamlMapping) entry.value()));
    }
    return parameters;
  }

  static FragmentArgument.Type type(YamlMapping parameter) {
    if (parameter.get("type") instanceof YamlScalar type) {
      return FragmentArgument.Type.of(type.value());
    }
    throw new IllegalStateException("the schema lets a parameter go without type");
  }

  static @Nullable YamlScalar defaultValue(YamlMapping parameter) {
    return parameter.get("default") instanceof YamlScalar value ? value : null;
  }

  /** What is wrong in it however it is used. */
  void check(Diagnostics out) {
    checkDefaults(out);
    checkReferences(out);
    checkOutputs(out);
    checkInputs(out);
  }

  private void checkDefaults(Diagnostics out) {
    parameters()
        .forEach(
            (name, parameter) -> {
              YamlScalar value = defaultValue(parameter);
              if (value != null && !new FragmentArgument(type(parameter), value).fits()) {
                out.add(
                    FragmentInstance.misfit(
                        name, type(parameter), value, "parameters." + name + ".default"));
              }
            });
  }

  private void checkReferences(Diagnostics out) {
    Set<String> used = new HashSet<>();
    Set<String> known = parameters().keySet();
    for (String section : SECTIONS) {
      YamlNode body = root.get(section);
      if (body == null) {
        continue;
      }
      FragmentFiller.references(
          body,
          reference -> {
            used.add(reference.name());
            if (!known.contains(reference.name())) {
              String close = DidYouMean.closest(reference.name(), known);
              out.add(
                  Diagnostic.of(
                          ReuseCode.REF046,
                          reference.text().span(reference.from(), reference.to()),
                          section,
                          "the fragment has no parameter `" + reference.name() + "`")
                      .withLabel(close == null ? "" : "did you mean `" + close + "`?"));
            }
          });
    }
    for (YamlScalar parameter : keys("parameters")) {
      if (!used.contains(parameter.value())) {
        out.add(
            Diagnostic.of(
                ReuseCode.SCH042,
                parameter.span(),
                "parameters." + parameter.value(),
                "nothing in the fragment uses `$(" + parameter.value() + ")`"));
      }
    }
  }

  private void checkOutputs(Diagnostics out) {
    Set<String> nodes = new LinkedHashSet<>(names("sources"));
    nodes.addAll(names("operators"));
    if (root.get("outputs") instanceof YamlMapping outputs) {
      for (YamlMapping.Entry entry : outputs.entries()) {
        YamlScalar meant = (YamlScalar) entry.value();
        String node = meant.value().replaceFirst("\\..*", "");
        if (!nodes.contains(node)) {
          String close = DidYouMean.closest(node, nodes);
          out.add(
              Diagnostic.of(
                      ReuseCode.SCH043,
                      meant.span(),
                      "outputs." + entry.key().value(),
                      "the fragment has no source or operator `" + node + "`")
                  .withLabel(close == null ? "" : "did you mean `" + close + "`?"));
        }
      }
    }
  }

  private void checkInputs(Diagnostics out) {
    Set<String> nodes = new HashSet<>(names("sources"));
    nodes.addAll(names("operators"));
    nodes.addAll(names("sinks"));
    for (YamlScalar input : keys("inputs")) {
      if (nodes.contains(input.value())) {
        out.add(
            Diagnostic.of(
                ReuseCode.SCH043,
                input.span(),
                "inputs." + input.value(),
                "the fragment has a node of its own called `" + input.value() + "`"));
      }
    }
  }

  /** The sections of its nodes, with arguments in them, as a pipeline by itself. */
  YamlMapping filled(FragmentFiller filler) {
    List<YamlMapping.Entry> entries = new ArrayList<>();
    for (YamlMapping.Entry entry : root.entries()) {
      String key = entry.key().value();
      if (key.equals("kind")) {
        YamlScalar kind = (YamlScalar) entry.value();
        entries.add(new YamlMapping.Entry(entry.key(), FragmentInstance.text("Pipeline", kind)));
      } else if (SECTIONS.contains(key)) {
        entries.add(new YamlMapping.Entry(entry.key(), filler.fill(entry.value())));
      } else if (key.equals("apiVersion") || key.equals("name")) {
        entries.add(entry);
      }
    }
    return new YamlMapping(entries, root.span());
  }
}
