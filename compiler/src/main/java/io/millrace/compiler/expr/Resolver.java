package io.millrace.compiler.expr;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names, refuses what pipelines do not have, and builds the tree for CEL's checker, in
 * which every name is unique and every macro is expanded.
 */
final class Resolver implements Syntax.Visitor<CelExpr> {
  /** Functions of optionals, which nullable fields have too. */
  private static final Set<String> OPTIONAL_FUNCTIONS =
      Set.of("hasValue", "value", "or", "orValue", "optMap", "optFlatMap");

  private static final Map<String, TypeCode> REFUSED =
      Map.of(
          "uint", TypeCode.TYP009,
          "dyn", TypeCode.TYP010,
          "type", TypeCode.TYP012,
          "now", TypeCode.TYP026,
          "current_timestamp", TypeCode.TYP026);

  private final Names names;
  private final CelTree tree;
  private final Report report;
  private final Macros macros;
  private final Map<Long, String> nullTests = new HashMap<>();
  private boolean inAggregate;

  Resolver(Names names, CelTree tree, Report report) {
    this.names = names;
    this.tree = tree;
    this.report = report;
    this.macros = new Macros(this, names, tree, report);
  }

  Macros macros() {
    return macros;
  }

  CelExpr resolve(Syntax node) {
    return node.accept(this);
  }

  CelExpr unknown(Syntax node) {
    return tree.name(node.id(), Names.UNKNOWN);
  }

  @Override
  public CelExpr literal(Syntax.Literal node) {
    Object value = node.value();
    if (value == Syntax.Odd.UNSIGNED) {
      String text = report.text(node.range());
      report.add(
          TypeCode.TYP009,
          node.range(),
          "there are no unsigned numbers",
          "",
          "write `" + text.substring(0, text.length() - 1) + "`");
      return unknown(node);
    }
    if (value == Syntax.Odd.NULL) {
      report.add(
          TypeCode.TYP011,
          node.range(),
          "there is no null in expressions",
          "",
          nullTests.getOrDefault(
              node.id(),
              "test with has(field) or !has(field), or give a default with"
                  + " field.orValue(default)"));
      return unknown(node);
    }
    return CelExpr.ofConstant(node.id(), constant(value));
  }

  private static CelConstant constant(Object value) {
    if (value instanceof Boolean bool) {
      return CelConstant.ofValue(bool);
    }
    if (value instanceof Long number) {
      return CelConstant.ofValue(number);
    }
    if (value instanceof Double number) {
      return CelConstant.ofValue(number);
    }
    if (value instanceof String text) {
      return CelConstant.ofValue(text);
    }
    return CelConstant.ofValue(dev.cel.common.values.CelByteString.of((byte[]) value));
  }

  @Override
  public CelExpr name(Syntax.Name node) {
    return tree.name(node.id(), names.resolve(node, null));
  }

  @Override
  public CelExpr select(Syntax.Select node) {
    String field = names.resolveField(node);
    if (field != null) {
      CelExpr name = tree.name(node.optional() ? tree.newId(node) : node.id(), field);
      return node.optional() ? tree.call(node.id(), "@optional", name) : name;
    }
    CelExpr operand = resolve(node.operand());
    Names.Path path = names.path(node.operand());
    if (path != null && path.type() instanceof io.millrace.compiler.types.RecordType recordType) {
      Field found = recordType.field(node.field());
      if (found == null) {
        names.unknownField(node, "`" + recordType.name() + "`", recordType);
        return unknown(node);
      }
    }
    return node.optional()
        ? tree.optionalSelect(node.id(), operand, node.field(), node)
        : CelExpr.ofSelect(node.id(), operand, node.field(), false);
  }

  @Override
  public CelExpr logic(Syntax.Logic node) {
    String function = node.and() ? "_&&_" : "_||_";
    CelExpr result = null;
    for (int i = 0; i < node.operands().size(); i++) {
      Syntax operand = node.operands().get(i);
      CelExpr condition = tree.condition(operand, resolve(operand));
      boolean last = i == node.operands().size() - 1;
      result =
          result == null
              ? condition
              : tree.call(last ? node.id() : tree.newId(node), function, result, condition);
    }
    return java.util.Objects.requireNonNull(result);
  }

  @Override
  public CelExpr list(Syntax.ListLiteral node) {
    ImmutableList.Builder<CelExpr> elements = ImmutableList.builder();
    ImmutableList.Builder<Integer> optional = ImmutableList.builder();
    for (int i = 0; i < node.elements().size(); i++) {
      Syntax.ListLiteral.Element element = node.elements().get(i);
      elements.add(
          element.optional() ? resolveOptional(element.value()) : resolve(element.value()));
      if (element.optional()) {
        optional.add(i);
      }
    }
    return CelExpr.ofList(node.id(), elements.build(), optional.build());
  }

  @Override
  public CelExpr map(Syntax.MapLiteral node) {
    ImmutableList.Builder<CelExpr.CelMap.Entry> entries = ImmutableList.builder();
    for (Syntax.MapLiteral.Entry entry : node.entries()) {
      if (entry.key() instanceof Syntax.Literal key
          && !(key.value() instanceof String)
          && !(key.value() instanceof Syntax.Odd)) {
        report.add(TypeCode.TYP019, key.range(), "the keys of a map are strings", "", quoted(key));
      }
      CelExpr value = entry.optional() ? resolveOptional(entry.value()) : resolve(entry.value());
      entries.add(
          CelExpr.ofMapEntry(tree.newId(node), resolve(entry.key()), value, entry.optional()));
    }
    return CelExpr.ofMap(node.id(), entries.build());
  }

  private @Nullable String quoted(Syntax.Literal key) {
    boolean simple = !(key.value() instanceof byte[]);
    return simple ? "write '" + report.text(key.range()) + "'" : null;
  }

  @Override
  public CelExpr struct(Syntax.Struct node) {
    report.add(
        TypeCode.TYP020,
        node.range(),
        "expressions do not build records",
        "",
        "list the fields in a `select` operator");
    return unknown(node);
  }

  @Override
  public CelExpr call(Syntax.Call node) {
    Syntax target = node.target();
    if (target == null) {
      return globalCall(node);
    }
    if (target instanceof Syntax.Name name && !names.isKnown(name.name())) {
      String qualified = name.name() + "." + node.function();
      if (!Functions.named(qualified).isEmpty()) {
        return namespaced(node, qualified);
      }
      if (qualified.equals("cel.bind")) {
        return macros.bind(node);
      }
    }
    if (macros.isMacro(node)) {
      return macros.expand(node);
    }
    List<Function> overloads = Functions.named(node.function());
    if (overloads.stream().noneMatch(Function::member)) {
      unknownFunction(node, !overloads.isEmpty());
      resolve(target);
      node.arguments().forEach(this::resolve);
      return unknown(node);
    }
    boolean optional = OPTIONAL_FUNCTIONS.contains(node.function());
    CelExpr resolvedTarget = optional ? resolveOptional(target) : resolve(target);
    ImmutableList.Builder<CelExpr> arguments = ImmutableList.builder();
    for (Syntax argument : node.arguments()) {
      arguments.add(node.function().equals("or") ? resolveOptional(argument) : resolve(argument));
    }
    return tree.memberCall(node.id(), resolvedTarget, node.function(), arguments.build());
  }

  /** A nullable field as an optional; other nodes as they are. */
  CelExpr resolveOptional(Syntax node) {
    CelExpr resolved = resolve(node);
    Names.Path path = names.path(node);
    if (path != null && !path.nullable()) {
      report.add(
          TypeCode.TYP030,
          node.range(),
          "`" + report.text(node.range()) + "` is never absent",
          path.type().display(),
          null);
    }
    return path != null || OptionalForms.mayBeAbsent(node, names)
        ? tree.call(tree.newId(node), "@optional", resolved)
        : resolved;
  }

  private CelExpr namespaced(Syntax.Call node, String function) {
    List<CelExpr> arguments = new ArrayList<>();
    node.arguments().forEach(argument -> arguments.add(resolve(argument)));
    boolean fold = function.equals("math.greatest") || function.equals("math.least");
    if (!fold || arguments.size() <= 2) {
      return tree.call(node.id(), function, arguments.toArray(CelExpr[]::new));
    }
    CelExpr result = arguments.get(0);
    for (int i = 1; i < arguments.size(); i++) {
      long id = i == arguments.size() - 1 ? node.id() : tree.newId(node);
      result = tree.call(id, function, result, arguments.get(i));
    }
    return result;
  }

  private CelExpr globalCall(Syntax.Call node) {
    String function = node.function();
    if (function.equals("has")) {
      return macros.has(node);
    }
    if (Functions.isAggregate(function)) {
      return aggregate(node);
    }
    TypeCode refused = REFUSED.get(function);
    if (refused != null) {
      report.add(refused, node.functionRange(), refusal(refused), "", refusalHelp(refused));
      node.arguments().forEach(this::resolve);
      return unknown(node);
    }
    boolean declared = Functions.named(function).stream().anyMatch(f -> !f.member());
    if (!declared) {
      unknownFunction(node, !Functions.named(function).isEmpty());
      node.arguments().forEach(this::resolve);
      return unknown(node);
    }
    if (function.equals("_==_") || function.equals("_!=_")) {
      noteNullTest(node);
    }
    List<CelExpr> arguments = new ArrayList<>();
    for (int i = 0; i < node.arguments().size(); i++) {
      CelExpr argument = resolve(node.arguments().get(i));
      boolean condition = i == 0 && function.equals("_?_:_");
      arguments.add(condition ? tree.condition(node.arguments().get(i), argument) : argument);
    }
    if (function.equals("_?_:_")) {
      alignBranches(node, arguments);
    }
    return tree.call(node.id(), function, arguments.toArray(CelExpr[]::new));
  }

  /**
   * Makes a plain branch optional where the other one is, as in {@code c ? x : optional.none()}.
   */
  private void alignBranches(Syntax.Call node, List<CelExpr> arguments) {
    boolean then = OptionalForms.isOptional(node.arguments().get(1));
    boolean otherwise = OptionalForms.isOptional(node.arguments().get(2));
    if (then != otherwise) {
      int plain = then ? 2 : 1;
      Syntax branch = node.arguments().get(plain);
      arguments.set(plain, tree.call(tree.newId(branch), "@optional", arguments.get(plain)));
    }
  }

  /** Finds the test of presence that a comparison with null means. */
  private void noteNullTest(Syntax.Call node) {
    for (int i = 0; i < 2; i++) {
      Syntax operand = node.arguments().get(1 - i);
      boolean path = operand instanceof Syntax.Name || operand instanceof Syntax.Select;
      if (path) {
        String not = node.function().equals("_==_") ? "!" : "";
        nullTests.put(
            node.arguments().get(i).id(),
            "write `" + not + "has(" + report.text(operand.range()) + ")`");
      }
    }
  }

  private static String refusal(TypeCode code) {
    return switch (code) {
      case TYP009 -> "there are no unsigned numbers";
      case TYP010 -> "every value has one static type, so there is no dyn()";
      case TYP012 -> "types are not values here";
      default -> "an expression cannot ask for the current time";
    };
  }

  private static @Nullable String refusalHelp(TypeCode code) {
    return switch (code) {
      case TYP009 -> "write int(x)";
      case TYP010 -> "write the value without dyn()";
      case TYP026 -> "use the event time field of the row";
      default -> null;
    };
  }

  private CelExpr aggregate(Syntax.Call node) {
    Scope argumentScope = names.scope().argumentScope();
    if (inAggregate) {
      report.add(
          TypeCode.TYP018,
          node.range(),
          "an aggregate cannot stand inside another",
          "",
          "compute the inner one in an `aggregate` operator before this one");
      return unknown(node);
    }
    if (!names.scope().allowsAggregates() || argumentScope == null) {
      report.add(
          TypeCode.TYP017,
          node.range(),
          "`" + node.function() + "` is an aggregate, and here is one row at a time",
          "",
          aggregateHelp(node));
      return unknown(node);
    }
    List<CelExpr> arguments = new ArrayList<>();
    inAggregate = true;
    names.within(
        argumentScope,
        () -> arguments.addAll(node.arguments().stream().map(this::resolve).toList()));
    inAggregate = false;
    return tree.call(node.id(), node.function(), arguments.toArray(CelExpr[]::new));
  }

  private static @Nullable String aggregateHelp(Syntax.Call node) {
    String function = node.function();
    if ((function.equals("min") || function.equals("max")) && node.arguments().size() > 1) {
      return "write math." + (function.equals("min") ? "least" : "greatest") + "(a, b)";
    }
    return function.equals("count")
        ? "use it in a measure of an `aggregate` operator; of a list, size(list)"
        : "use it in a measure of an `aggregate` operator";
  }

  private void unknownFunction(Syntax.Call node, boolean otherStyle) {
    String function = node.function();
    String help;
    if (otherStyle && node.target() == null) {
      help = "write x." + function + "(…)";
    } else if (otherStyle) {
      help = "write " + function + "(x)";
    } else if (macros.isName(function)) {
      help = macros.usage(function);
    } else if (node.target() != null && function.equals("now")) {
      help = "use the event time field of the row";
    } else {
      help = SqlHabits.FUNCTIONS.get(function.toLowerCase(Locale.ROOT));
      if (help == null) {
        List<String> candidates = new ArrayList<>(Functions.names());
        if (names.scope().allowsAggregates()) {
          candidates.addAll(Functions.aggregateNames());
        }
        help = Suggestions.didYouMean(function, candidates);
      }
    }
    report.add(
        TypeCode.TYP005, node.functionRange(), "unknown function `" + function + "`", "", help);
  }
}
