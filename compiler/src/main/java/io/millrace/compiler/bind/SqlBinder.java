package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.SqlDecl;
import io.millrace.compiler.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** Binds {@code sql}. */
final class SqlBinder {
  private SqlBinder() {}

  static OperatorDecl bind(NodeHead head, Section operator) {
    YamlScalar query = operator.required("query", operator.scalar("query"));
    return new SqlDecl(
        head,
        tables(operator.required("inputs", operator.section("inputs"))),
        query.text(),
        TypeBinder.ref(operator, "schema", head.id()),
        operator.names("key"),
        operator.text("time"),
        TtlBinder.ttl(operator));
  }

  private static List<SqlDecl.Table> tables(Section inputs) {
    return inputs.each(
        entry -> {
          List<InputRef> refs = new ArrayList<>();
          for (Located<String> name : inputs.names(entry.name().value())) {
            refs.addAll(inputs.context().refs(name, inputs.pathOf(entry.name().value())));
          }
          return new SqlDecl.Table(entry.name(), refs);
        });
  }
}
