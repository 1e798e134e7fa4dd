package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReuseCode;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An overlay that passed its schema.
 *
 * @param target the file that it changes
 */
record OverlayFile(Path path, YamlMapping root, Path target) {
  /** Sections of names; what is under a name has to be there without the overlay. */
  private static final List<String> NAMED =
      List.of("parameters", "connections", "sources", "operators", "sinks");

  /** What is about the overlay itself. */
  private static final Set<String> HEAD =
      Set.of("apiVersion", "kind", "environment", "for", "description");

  /** Mappings that mean something as a whole only. */
  private static final Set<String> WHOLE = Set.of("start", "stop", "security");

  /** Fields of which a source has one: any of them takes the place of the others. */
  private static final List<String> TOPICS = List.of("topic", "topics", "topic-pattern");

  Located<String> environment() {
    return text(root, "environment");
  }

  /** A text that the schema requires. */
  static Located<String> text(YamlMapping root, String key) {
    if (root.get(key) instanceof YamlScalar scalar) {
      return Section.located(scalar);
    }
    throw new IllegalStateException("the schema lets an overlay go without " + key);
  }

  /** Reports names that the file which is changed does not declare. */
  void checkNames(YamlMapping base, String file, Diagnostics out) {
    for (String section : NAMED) {
      if (!(root.get(section) instanceof YamlMapping changes)) {
        continue;
      }
      List<String> known =
          base.get(section) instanceof YamlMapping declared
              ? declared.entries().stream().map(entry -> entry.key().value()).toList()
              : List.of();
      for (YamlMapping.Entry change : changes.entries()) {
        String name = change.key().value();
        if (!known.contains(name)) {
          String close = DidYouMean.closest(name, known);
          String kind = section.substring(0, section.length() - 1);
          out.add(
              Diagnostic.of(
                      ReuseCode.REF071,
                      change.key().span(),
                      section + "." + name,
                      file + " has no " + kind + " `" + name + "`")
                  .withLabel(close == null ? "" : "did you mean `" + close + "`?"));
        }
      }
    }
  }

  /**
   * The file with its changes: mappings are merged by key, everything else is replaced. Each value
   * keeps its place.
   */
  YamlMapping appliedTo(YamlMapping base) {
    List<YamlMapping.Entry> changes =
        root.entries().stream().filter(entry -> !HEAD.contains(entry.key().value())).toList();
    return merge(base, changes);
  }

  private static YamlMapping merge(YamlMapping base, List<YamlMapping.Entry> changes) {
    List<YamlMapping.Entry> merged = new ArrayList<>();
    for (YamlMapping.Entry entry : base.entries()) {
      YamlMapping.Entry change = find(changes, entry.key().value());
      if (change != null) {
        merged.add(new YamlMapping.Entry(key(entry, change), merge(entry, change.value())));
      } else if (!isReplaced(entry.key().value(), changes)) {
        merged.add(entry);
      }
    }
    for (YamlMapping.Entry change : changes) {
      if (base.get(change.key().value()) == null) {
        merged.add(change);
      }
    }
    return new YamlMapping(merged, base.span());
  }

  /** A section or node stays where it is declared; a value stands where it was given last. */
  private static YamlScalar key(YamlMapping.Entry entry, YamlMapping.Entry change) {
    return entry.value() instanceof YamlMapping ? entry.key() : change.key();
  }

  private static YamlNode merge(YamlMapping.Entry entry, YamlNode change) {
    return entry.value() instanceof YamlMapping declared
            && change instanceof YamlMapping changed
            && !WHOLE.contains(entry.key().value())
        ? merge(declared, changed.entries())
        : change;
  }

  private static boolean isReplaced(String key, List<YamlMapping.Entry> changes) {
    return TOPICS.contains(key)
        && changes.stream().anyMatch(change -> TOPICS.contains(change.key().value()));
  }

  private static YamlMapping.@Nullable Entry find(List<YamlMapping.Entry> changes, String key) {
    for (YamlMapping.Entry change : changes) {
      if (change.key().value().equals(key)) {
        return change;
      }
    }
    return null;
  }
}
