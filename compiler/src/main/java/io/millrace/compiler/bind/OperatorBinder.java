package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds operators. */
final class OperatorBinder {
  private final NodeBinder nodes;

  OperatorBinder(NodeBinder nodes) {
    this.nodes = nodes;
  }

  OperatorDecl bind(Section.Entry entry) {
    NodeHead head = nodes.head(entry);
    Section operator = entry.section();
    String type = operator.requiredText("type").value();
    return switch (type) {
      case "filter" ->
          new OperatorDecl.Filter(
              head,
              nodes.inputs(operator),
              operator.required("where", operator.expression("where")));
      case "select" -> SelectBinder.bind(head, nodes.inputs(operator), operator);
      case "unnest" -> unnest(head, operator);
      case "union" -> new OperatorDecl.Union(head, nodes.inputs(operator));
      case "route" -> route(head, operator);
      case "aggregate" ->
          new OperatorDecl.Aggregate(
              head,
              nodes.inputs(operator),
              keys(operator),
              WindowBinder.ref(operator),
              operator.expressions("measures"),
              operator.expression("having"));
      case "lookup" -> LookupBinder.bind(head, nodes.inputs(operator), operator);
      case "join" -> JoinBinder.join(head, operator);
      case "enrich" -> JoinBinder.enrich(head, operator);
      case "process" -> ProcessBinder.bind(head, nodes.inputs(operator), keys(operator), operator);
      case "reduce" -> ReduceBinder.bind(head, nodes.inputs(operator), keys(operator), operator);
      default -> throw new IllegalStateException("the schema lets an operator be of type " + type);
    };
  }

  private OperatorDecl unnest(NodeHead head, Section operator) {
    Located<Boolean> keepEmpty = operator.bool("keep-empty");
    return new OperatorDecl.Unnest(
        head,
        nodes.inputs(operator),
        operator.required("list", operator.expression("list")),
        operator.requiredText("as"),
        keepEmpty != null && keepEmpty.value());
  }

  private OperatorDecl route(NodeHead head, Section operator) {
    List<NamedExpression> cases = operator.expressions("cases");
    Located<String> otherwise = operator.text("otherwise");
    if (otherwise != null) {
      for (NamedExpression route : cases) {
        if (route.name().value().equals(otherwise.value())) {
          operator.report(
              SchemaCode.SCH011,
              otherwise.span(),
              "otherwise",
              "`otherwise` has the name of the case `" + otherwise.value() + "`");
        }
      }
    }
    return new OperatorDecl.Route(head, nodes.inputs(operator), cases, otherwise);
  }

  /** Null where no key is given, which is another thing than an empty one. */
  private static @Nullable List<NamedExpression> keys(Section operator) {
    if (!operator.has("key")) {
      return null;
    }
    if (operator.section("key") != null) {
      return operator.expressions("key");
    }
    List<NamedExpression> keys = new ArrayList<>();
    for (YamlScalar field : operator.scalars("key")) {
      String path = operator.itemPath("key", keys.size());
      keys.add(
          new NamedExpression(Section.located(field), operator.context().expression(field, path)));
    }
    return List.copyOf(keys);
  }
}
