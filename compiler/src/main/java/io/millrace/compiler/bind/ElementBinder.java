package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.SourceDecl.ElementRow;
import io.millrace.compiler.model.SourceDecl.ElementValue;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Binds rows that are written in the YAML. */
public final class ElementBinder {
  private ElementBinder() {}

  static List<ElementRow> rows(Section source) {
    YamlSequence rows = (YamlSequence) source.required("rows", source.node("rows"));
    List<ElementRow> bound = new ArrayList<>();
    for (YamlNode row : rows.items()) {
      String path = source.pathOf("rows") + "[" + bound.size() + "]";
      bound.add(new ElementRow(struct((YamlMapping) row), path));
    }
    return List.copyOf(bound);
  }

  private static ElementValue value(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return struct(mapping);
    }
    if (node instanceof YamlSequence sequence) {
      List<ElementValue> items = sequence.items().stream().map(ElementBinder::value).toList();
      return new ElementValue.Items(items, sequence.span());
    }
    YamlScalar scalar = (YamlScalar) node;
    return new ElementValue.Scalar(scalar.text(), ElementValue.Kind.valueOf(scalar.kind().name()));
  }

  /** A row as a tree of literals. */
  public static ElementValue.Struct struct(YamlMapping mapping) {
    Map<Located<String>, ElementValue> entries = new LinkedHashMap<>();
    for (YamlMapping.Entry entry : mapping.entries()) {
      entries.put(Section.located(entry.key()), value(entry.value()));
    }
    return new ElementValue.Struct(Collections.unmodifiableMap(entries), mapping.span());
  }
}
