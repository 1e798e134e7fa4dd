package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.DeduplicateDecl;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OrderDecl;
import io.millrace.compiler.model.TopNDecl;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the operators that keep some rows of each key: {@code deduplicate} and {@code top-n}. */
final class RankBinder {
  private static final String ORDER = "order-by";

  private RankBinder() {}

  static DeduplicateDecl deduplicate(NodeHead head, List<InputRef> inputs, Section operator) {
    Located<String> keep = operator.text("keep");
    boolean last = keep != null && keep.value().equals("last");
    if (!last && operator.has(ORDER)) {
      operator.report(
          SchemaCode.SCH011,
          operator.keySpan(ORDER),
          ORDER,
          "`order-by` has no meaning where the first row that comes is kept: write `keep: last`,"
              + " or use a `top-n` with `limit: 1`");
    }
    return new DeduplicateDecl(
        head,
        inputs,
        operator.required("key", KeyBinder.keys(operator)),
        last,
        operator.duration("within"),
        order(operator),
        TtlBinder.ttl(operator));
  }

  static TopNDecl topN(NodeHead head, List<InputRef> inputs, Section operator) {
    Located<String> ties = operator.text("ties");
    return new TopNDecl(
        head,
        inputs,
        operator.required("key", KeyBinder.keys(operator)),
        order(operator),
        operator.required("limit", operator.integer("limit")),
        operator.text("rank"),
        ties != null && ties.value().equals("all"),
        WindowBinder.ref(operator),
        TtlBinder.ttl(operator));
  }

  private static List<OrderDecl> order(Section operator) {
    YamlNode node = operator.node(ORDER);
    if (node == null) {
      return List.of();
    }
    List<YamlNode> terms =
        node instanceof YamlSequence sequence ? List.copyOf(sequence.items()) : List.of(node);
    List<OrderDecl> order = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      String path = operator.pathOf(ORDER) + (node instanceof YamlSequence ? "[" + i + "]" : "");
      order.add(term(terms.get(i), path, operator.context()));
    }
    return List.copyOf(order);
  }

  private static OrderDecl term(YamlNode node, String path, BindContext context) {
    if (node instanceof YamlScalar scalar) {
      return new OrderDecl(context.expression(scalar, path), false);
    }
    Section term = new Section((YamlMapping) node, path, context);
    @Nullable ExpressionDecl descending = term.expression("desc");
    return descending != null
        ? new OrderDecl(descending, true)
        : new OrderDecl(term.required("asc", term.expression("asc")), false);
  }
}
