package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.OperatorDecl.Rename;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds {@code select}, whose parts may contradict each other. */
final class SelectBinder {
  private static final List<String> BODY = List.of("fields", "keep", "drop", "rename", "from");

  private SelectBinder() {}

  static OperatorDecl bind(NodeHead head, List<InputRef> inputs, Section operator) {
    List<NamedExpression> fields = operator.expressions("fields");
    List<Located<String>> keep = operator.has("keep") ? operator.names("keep") : null;
    List<Located<String>> drop = operator.has("drop") ? operator.names("drop") : null;
    List<Rename> renames =
        operator.each(
            "rename",
            entry -> new Rename(Section.located((YamlScalar) entry.value()), entry.name()));
    if (keep != null && drop != null) {
      conflict(
          operator,
          operator.keySpan("drop"),
          "drop",
          "`keep` and `drop` exclude each other: what is not kept is dropped",
          operator.keySpan("keep"));
    } else {
      checkRenames(operator, renames, keep, drop);
    }
    checkNames(operator, renames, fields, keep);
    return new OperatorDecl.Select(
        head, inputs, operator.expression("from"), fields, keep, drop, renames, bodySpan(operator));
  }

  private static void checkRenames(
      Section operator,
      List<Rename> renames,
      @Nullable List<Located<String>> keep,
      @Nullable List<Located<String>> drop) {
    Map<String, Span> renamed = new HashMap<>();
    for (Rename rename : renames) {
      String from = rename.from().value();
      Span first = renamed.putIfAbsent(from, rename.from().span());
      Span dropped = drop == null ? null : spanOf(from, drop);
      if (first != null) {
        conflict(
            operator,
            rename.from().span(),
            "rename." + rename.to().value(),
            "`" + from + "` is renamed twice",
            first);
      } else if (dropped != null) {
        conflict(
            operator,
            rename.from().span(),
            "rename." + rename.to().value(),
            "`" + from + "` is both renamed and dropped",
            dropped);
      } else if (keep != null && spanOf(from, keep) == null) {
        conflict(
            operator,
            rename.from().span(),
            "rename." + rename.to().value(),
            "`" + from + "` is renamed but not kept",
            operator.keySpan("keep"));
      }
    }
  }

  /** Reports a new name that another field of the result has already. */
  private static void checkNames(
      Section operator,
      List<Rename> renames,
      List<NamedExpression> fields,
      @Nullable List<Located<String>> keep) {
    Set<String> gone = new HashSet<>();
    renames.forEach(rename -> gone.add(rename.from().value()));
    Map<String, Span> taken = new HashMap<>();
    fields.forEach(field -> taken.put(field.name().value(), field.name().span()));
    if (keep != null) {
      for (Located<String> kept : keep) {
        if (!gone.contains(kept.value())) {
          taken.putIfAbsent(kept.value(), kept.span());
        }
      }
    }
    for (Rename rename : renames) {
      Span other = taken.get(rename.to().value());
      if (other != null) {
        conflict(
            operator,
            rename.to().span(),
            "rename." + rename.to().value(),
            "two fields of the result would be named `" + rename.to().value() + "`",
            other);
      }
    }
  }

  private static void conflict(
      Section operator, Span span, String key, String message, Span other) {
    operator
        .context()
        .add(
            Diagnostic.of(SchemaCode.SCH011, span, operator.pathOf(key), message)
                .withRelated(other, "the other is here"));
  }

  private static @Nullable Span spanOf(String name, List<Located<String>> names) {
    for (Located<String> candidate : names) {
      if (candidate.value().equals(name)) {
        return candidate.span();
      }
    }
    return null;
  }

  /** The value of the first part, for findings about the result as a whole. */
  private static Span bodySpan(Section operator) {
    for (String key : BODY) {
      YamlNode part = operator.node(key);
      if (part != null) {
        return part.span();
      }
    }
    return operator.span();
  }
}
