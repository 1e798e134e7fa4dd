package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.LookupDecl;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds lookups. */
final class LookupBinder {
  private LookupBinder() {}

  static LookupDecl bind(NodeHead head, List<InputRef> inputs, Section lookup) {
    Located<String> kind = lookup.text("kind");
    Located<String> order = lookup.text("order");
    Located<String> method = lookup.text("method");
    Section cache = lookup.section("cache");
    return new LookupDecl(
        head,
        inputs,
        lookup.requiredText("connection"),
        text(lookup, "query"),
        text(lookup, "path"),
        method != null && method.value().equals("POST"),
        lookup.expressions("with"),
        TypeBinder.ref(lookup, "returns", answerName(head)),
        kind != null && kind.value().equals("left"),
        lookup.duration("timeout"),
        lookup.integer("retries"),
        lookup.integer("capacity"),
        order == null || order.value().equals("ordered"),
        lookup.integer("connections"),
        cache == null
            ? null
            : new LookupDecl.Cache(
                cache.required("max-rows", cache.integer("max-rows")),
                cache.required("ttl", cache.duration("ttl"))));
  }

  private static Located<String> answerName(NodeHead head) {
    return new Located<>(head.id().value() + "-answer", head.id().span());
  }

  private static LookupDecl.@Nullable Text text(Section lookup, String key) {
    YamlScalar scalar = lookup.scalar(key);
    return scalar == null ? null : new LookupDecl.Text(scalar.text(), lookup.pathOf(key));
  }
}
