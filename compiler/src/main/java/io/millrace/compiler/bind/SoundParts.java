package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.schema.SchemaValidator;
import io.millrace.compiler.yaml.YamlDocument;
import io.millrace.compiler.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline without those of its declarations that have a mistake in their shape, so that names
 * and types of the others are checked in the same run.
 *
 * @param decl what is left
 * @param leftOut names of what is not in {@code decl} although it is in the file
 */
public record SoundParts(PipelineDecl decl, Set<String> leftOut) {
  private static final Set<String> SECTIONS =
      Set.of("connections", "types", "windows", "sources", "operators", "sinks");

  /** What the others can be checked without. */
  private static final Set<String> OPTIONAL = Set.of("description", "job");

  public SoundParts {
    leftOut = Set.copyOf(leftOut);
  }

  /**
   * The sound parts of a file; null where a mistake is none of a single declaration.
   *
   * @param mistakes what the schema or the binder found in the file
   */
  public static @Nullable SoundParts of(
      YamlDocument document, List<Diagnostic> mistakes, Fragments fragments, Path file) {
    Path path = file.toAbsolutePath().normalize();
    Set<String> leftOut = new HashSet<>();
    YamlMapping root = document.root() instanceof YamlMapping mapping ? mapping : null;
    List<Diagnostic> found = mistakes;
    while (root != null && found.stream().anyMatch(Diagnostic::isError)) {
      root = without(root, found, leftOut);
      if (root != null) {
        found = SchemaValidator.validatePipeline(root);
        if (found.isEmpty()) {
          YamlDocument rest = new YamlDocument(root, document.suppressions());
          Outcome<PipelineDecl> bound = PipelineBinder.bind(rest, fragments, path);
          if (bound.isOk()) {
            return new SoundParts(bound.get(), leftOut);
          }
          found = bound.diagnostics();
        }
      }
    }
    return null;
  }

  /** Whether something was found only since what it names was left out. */
  public boolean explain(Diagnostic found) {
    if (found.code() == PlanCode.PLN001) {
      return true; // The only source or sink may have been left out.
    }
    if (!(found.code() instanceof ReferenceCode)) {
      return false;
    }
    String name = found.span().text();
    int dot = name.indexOf('.');
    return leftOut.contains(name) || (dot > 0 && leftOut.contains(name.substring(0, dot)));
  }

  private static @Nullable YamlMapping without(
      YamlMapping root, List<Diagnostic> mistakes, Set<String> leftOut) {
    YamlMapping rest = root;
    for (Diagnostic mistake : mistakes) {
      if (mistake.isError()) {
        String[] steps = mistake.path().split("\\.", 3);
        String section = steps[0];
        if (OPTIONAL.contains(section)) {
          rest = replace(rest, section, null);
        } else if (steps.length > 1
            && SECTIONS.contains(section)
            && root.get(section) instanceof YamlMapping all
            && all.entry(steps[1]) != null) {
          leftOut.add(steps[1]);
          if (rest.get(section) instanceof YamlMapping present) {
            YamlMapping fewer = replace(present, steps[1], null);
            rest = replace(rest, section, fewer.entries().isEmpty() ? null : fewer);
          }
        } else {
          return null;
        }
      }
    }
    return rest.equals(root) ? null : rest;
  }

  /** The same mapping with another value under a key, or without the key. */
  private static YamlMapping replace(YamlMapping mapping, String key, @Nullable YamlMapping value) {
    List<YamlMapping.Entry> entries = new ArrayList<>();
    for (YamlMapping.Entry entry : mapping.entries()) {
      if (!entry.key().value().equals(key)) {
        entries.add(entry);
      } else if (value != null) {
        entries.add(new YamlMapping.Entry(entry.key(), value));
      }
    }
    return new YamlMapping(entries, mapping.span());
  }
}
