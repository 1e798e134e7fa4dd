package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SchemaCode;
import io.millrace.compiler.model.EnrichDecl;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.JoinDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds {@code join} and {@code enrich}. */
final class JoinBinder {
  private static final Pattern FIELD = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final List<String> TIMES = List.of("window", "within", "as-of");

  private JoinBinder() {}

  static OperatorDecl join(NodeHead head, Section operator) {
    checkTimes(operator);
    Section state = operator.section("state");
    Located<Duration> ttl = state == null ? null : state.duration("ttl");
    return new JoinDecl(
        head,
        inputs(operator, "left"),
        inputs(operator, "right"),
        operator.choice("kind", JoinDecl.Kind.class),
        pairs(operator),
        WindowBinder.ref(operator),
        within(operator),
        asOf(operator),
        ttl(state, "left-ttl", ttl),
        ttl(state, "right-ttl", ttl),
        operator.expression("where"),
        fields(operator));
  }

  static OperatorDecl enrich(NodeHead head, Section operator) {
    return new EnrichDecl(
        head,
        inputs(operator, "input"),
        inputs(operator, "with"),
        operator.choice("kind", EnrichDecl.Kind.class),
        pairs(operator),
        operator.expression("where"),
        operator.choice("await", EnrichDecl.Await.class),
        fields(operator));
  }

  private static List<InputRef> inputs(Section operator, String role) {
    List<InputRef> refs = new ArrayList<>();
    for (Located<String> name : operator.names(role)) {
      refs.addAll(operator.context().refs(name, operator.pathOf(role)));
    }
    return refs;
  }

  private static @Nullable List<NamedExpression> fields(Section operator) {
    return operator.has("fields") ? operator.expressions("fields") : null;
  }

  private static @Nullable Located<Duration> ttl(
      @Nullable Section state, String side, @Nullable Located<Duration> both) {
    Located<Duration> own = state == null ? null : state.duration(side);
    return own == null ? both : own;
  }

  private static List<JoinDecl.KeyPair> pairs(Section operator) {
    List<JoinDecl.KeyPair> pairs = new ArrayList<>();
    if (operator.node("on") instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        String path = operator.pathOf("on") + "." + entry.key().value();
        pairs.add(
            pair(
                operator.context().expression(entry.key(), path),
                operator.context().expression((YamlScalar) entry.value(), path)));
      }
      return pairs;
    }
    for (YamlScalar field : operator.scalars("on")) {
      ExpressionDecl both =
          operator.context().expression(field, operator.itemPath("on", pairs.size()));
      pairs.add(pair(both, both));
    }
    return pairs;
  }

  private static JoinDecl.KeyPair pair(ExpressionDecl left, ExpressionDecl right) {
    String text = left.text().value().strip();
    return new JoinDecl.KeyPair(FIELD.matcher(text).matches() ? text : null, left, right);
  }

  private static JoinDecl.@Nullable Within within(Section operator) {
    Section within = operator.section("within");
    return within == null
        ? null
        : new JoinDecl.Within(
            within.duration("before"), within.duration("after"), operator.keySpan("within"));
  }

  private static JoinDecl.@Nullable AsOf asOf(Section operator) {
    Section asOf = operator.section("as-of");
    if (asOf != null) {
      return new JoinDecl.AsOf(asOf.duration("max-age"), operator.keySpan("as-of"));
    }
    Located<Boolean> plain = operator.bool("as-of");
    return plain == null || !plain.value()
        ? null
        : new JoinDecl.AsOf(null, operator.keySpan("as-of"));
  }

  /** A join has one notion of which rows are near in time; state has a ttl where it has none. */
  private static void checkTimes(Section operator) {
    List<String> given = TIMES.stream().filter(operator::has).toList();
    if (given.size() > 1) {
      operator
          .context()
          .add(
              Diagnostic.of(
                      SchemaCode.SCH011,
                      operator.keySpan(given.get(1)),
                      operator.pathOf(given.get(1)),
                      "`"
                          + given.get(0)
                          + "` and `"
                          + given.get(1)
                          + "` exclude each other: each says which times belong together")
                  .withRelated(operator.keySpan(given.get(0)), "the other is here"));
    }
    if (operator.has("state") && (operator.has("window") || operator.has("within"))) {
      String time = operator.has("window") ? "window" : "within";
      operator
          .context()
          .add(
              Diagnostic.of(
                      SchemaCode.SCH011,
                      operator.keySpan("state"),
                      operator.pathOf("state"),
                      "`state` and `"
                          + time
                          + "` exclude each other: event time already ends what is stored")
                  .withRelated(operator.keySpan(time), "the other is here"));
    }
  }
}
