package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import java.util.List;

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
              KeyBinder.keys(operator),
              WindowBinder.ref(operator),
              operator.expressions("measures"),
              operator.expression("having"),
              TtlBinder.ttl(operator),
              operator.bool("pre-aggregate"));
      case "deduplicate" -> RankBinder.deduplicate(head, nodes.inputs(operator), operator);
      case "top-n" -> RankBinder.topN(head, nodes.inputs(operator), operator);
      case "lookup" -> LookupBinder.bind(head, nodes.inputs(operator), operator);
      case "join" -> JoinBinder.join(head, operator);
      case "enrich" -> JoinBinder.enrich(head, operator);
      case "process" ->
          ProcessBinder.bind(head, nodes.inputs(operator), KeyBinder.keys(operator), operator);
      case "reduce" ->
          ReduceBinder.bind(head, nodes.inputs(operator), KeyBinder.keys(operator), operator);
      case "pattern" ->
          PatternBinder.bind(head, nodes.inputs(operator), KeyBinder.keys(operator), operator);
      case "java" -> JavaBinder.bind(head, nodes.inputs(operator), operator);
      case "sql" -> SqlBinder.bind(head, operator);
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
}
