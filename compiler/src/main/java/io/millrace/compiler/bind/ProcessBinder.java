package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.InputRef;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.ProcessDecl;
import io.millrace.compiler.model.ProcessDecl.Emit;
import io.millrace.compiler.model.ProcessDecl.Put;
import io.millrace.compiler.model.ProcessDecl.Rule;
import io.millrace.compiler.model.ProcessDecl.SetTimer;
import io.millrace.compiler.model.ProcessDecl.TimeDomain;
import io.millrace.compiler.model.ProcessDecl.TimerRules;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds {@code process}. */
final class ProcessBinder {
  private ProcessBinder() {}

  static OperatorDecl bind(
      NodeHead head,
      List<InputRef> inputs,
      @Nullable List<NamedExpression> keys,
      Section operator) {
    return new ProcessDecl(
        head,
        inputs,
        operator.required("key", keys),
        operator.each("state", StateBinder::state),
        rules(
            operator.required("on-event", operator.node("on-event")),
            operator.pathOf("on-event"),
            operator.context()),
        operator.each(
            "on-timer",
            entry ->
                new TimerRules(
                    entry.name(), rules(entry.value(), entry.path(), operator.context()))));
  }

  private static List<Rule> rules(YamlNode list, String path, BindContext context) {
    List<Rule> rules = new ArrayList<>();
    for (YamlNode item : ((YamlSequence) list).items()) {
      String itemPath = path + "[" + rules.size() + "]";
      rules.add(rule(new Section((YamlMapping) item, itemPath, context)));
    }
    return rules;
  }

  private static Rule rule(Section rule) {
    List<Emit> emits = new ArrayList<>();
    YamlNode main = rule.node("emit");
    if (main != null) {
      emits.add(emit(null, main, rule.pathOf("emit"), rule));
    }
    emits.addAll(
        rule.each("emit-to", entry -> emit(entry.name(), entry.value(), entry.path(), rule)));
    return new Rule(
        rule.expression("when"),
        rule.expressions("set"),
        rule.expressions("append"),
        rule.each("put", ProcessBinder::put),
        emits,
        rule.expressions("remove"),
        rule.names("clear"),
        rule.each("timer", ProcessBinder::timer),
        rule.names("cancel-timer"),
        rule.span(),
        rule.path());
  }

  private static Put put(Section.Entry entry) {
    Section put = entry.section();
    return new Put(
        entry.name(),
        put.required("key", put.expression("key")),
        put.required("value", put.expression("value")));
  }

  private static Emit emit(
      @Nullable Located<String> output, YamlNode row, String path, Section rule) {
    if (row instanceof YamlMapping fields) {
      Section section = new Section(fields, path, rule.context());
      return new Emit(output, null, section.each(Section.Entry::expression), section.span(), path);
    }
    return new Emit(
        output, rule.context().expression((YamlScalar) row, path), List.of(), row.span(), path);
  }

  private static SetTimer timer(Section.Entry entry) {
    Section timer = entry.section();
    return new SetTimer(
        entry.name(),
        timer.expression("at"),
        timer.duration("after"),
        timer.choice("time", TimeDomain.class),
        entry.path());
  }
}
