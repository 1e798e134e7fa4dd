package io.millrace.compiler.expr;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expands macros for the checker, and remembers the variables that each one declares. */
final class Macros {
  /** How many variables and how many expressions over them a macro takes. */
  private record Shape(int variables, int bodies) {}

  private static final Map<String, List<Shape>> SHAPES =
      Map.ofEntries(
          Map.entry("all", List.of(new Shape(1, 1), new Shape(2, 1))),
          Map.entry("exists", List.of(new Shape(1, 1), new Shape(2, 1))),
          Map.entry("exists_one", List.of(new Shape(1, 1), new Shape(2, 1))),
          Map.entry("existsOne", List.of(new Shape(1, 1), new Shape(2, 1))),
          Map.entry("map", List.of(new Shape(1, 1), new Shape(1, 2))),
          Map.entry("filter", List.of(new Shape(1, 1))),
          Map.entry("transformList", List.of(new Shape(2, 1), new Shape(2, 2))),
          Map.entry("transformMap", List.of(new Shape(2, 1), new Shape(2, 2))),
          Map.entry("optMap", List.of(new Shape(1, 1))),
          Map.entry("optFlatMap", List.of(new Shape(1, 1))));

  private static final Map<String, String> USAGE =
      Map.ofEntries(
          Map.entry("has", "write has(field)"),
          Map.entry("all", "write list.all(x, condition)"),
          Map.entry("exists", "write list.exists(x, condition)"),
          Map.entry("exists_one", "write list.exists_one(x, condition)"),
          Map.entry("existsOne", "write list.existsOne(i, x, condition)"),
          Map.entry("map", "write list.map(x, value), or list.map(x, condition, value)"),
          Map.entry("filter", "write list.filter(x, condition)"),
          Map.entry("transformList", "write list.transformList(i, x, value)"),
          Map.entry("transformMap", "write map.transformMap(k, v, value)"),
          Map.entry("optMap", "write optional.optMap(x, value)"),
          Map.entry("optFlatMap", "write optional.optFlatMap(x, optional)"),
          Map.entry("cel.bind", "write cel.bind(name, value, expression)"));

  private final Resolver resolver;
  private final Names names;
  private final CelTree tree;
  private final Report report;
  private final Map<Long, List<String>> variables = new HashMap<>();

  Macros(Resolver resolver, Names names, CelTree tree, Report report) {
    this.resolver = resolver;
    this.names = names;
    this.tree = tree;
    this.report = report;
  }

  boolean isName(String function) {
    return USAGE.containsKey(function);
  }

  String usage(String function) {
    return USAGE.getOrDefault(function, "");
  }

  boolean isMacro(Syntax.Call node) {
    return node.target() != null && SHAPES.containsKey(node.function());
  }

  /** The unique names of the variables that a macro call declares. */
  List<String> variables(Syntax.Call node) {
    return variables.getOrDefault(node.id(), List.of());
  }

  /** Expands {@code has(path)}. */
  CelExpr has(Syntax.Call node) {
    if (node.arguments().size() != 1) {
      return misused(node, "has");
    }
    Syntax argument = node.arguments().get(0);
    if (argument instanceof Syntax.Name name) {
      names.resolve(name, null);
      return tree.yes(node.id());
    }
    if (!(argument instanceof Syntax.Select select)) {
      report.add(
          TypeCode.TYP008,
          argument.range(),
          "has() tests whether a field is there, and this is no field",
          "",
          argument instanceof Syntax.Call call && call.function().equals("_[_]")
              ? "write key in map"
              : "write has(field)");
      resolver.resolve(argument);
      return tree.yes(node.id());
    }
    if (names.resolveField(select) != null) {
      return tree.yes(node.id());
    }
    CelExpr selected = resolver.resolve(select);
    if (selected.getKind() != CelExpr.ExprKind.Kind.SELECT) {
      return select.optional() ? hasOptional(node, selected) : tree.yes(node.id());
    }
    return CelExpr.ofSelect(node.id(), selected.select().operand(), select.field(), true);
  }

  private CelExpr hasOptional(Syntax.Call node, CelExpr optional) {
    return tree.memberCall(node.id(), optional, "hasValue", ImmutableList.of());
  }

  /** Expands {@code cel.bind(name, value, body)}. */
  CelExpr bind(Syntax.Call node) {
    if (node.arguments().size() != 3) {
      return misused(node, "cel.bind");
    }
    String variable = variable(node.arguments().get(0));
    if (variable == null) {
      return resolver.unknown(node);
    }
    CelExpr value = resolver.resolve(node.arguments().get(1));
    Names.Path path = names.path(node.arguments().get(1));
    String unique = names.push(variable, path == null ? null : path.type());
    variables.put(node.id(), List.of(unique));
    CelExpr body = resolver.resolve(node.arguments().get(2));
    names.pop();
    return tree.bind(node, unique, value, body);
  }

  /** Expands a macro that is called on a range or an optional. */
  CelExpr expand(Syntax.Call node) {
    int count = node.arguments().size();
    Shape shape = null;
    for (Shape candidate : SHAPES.getOrDefault(node.function(), List.of())) {
      if (candidate.variables() + candidate.bodies() == count) {
        shape = candidate;
      }
    }
    Syntax target = node.target();
    if (shape == null || target == null) {
      return misused(node, node.function());
    }
    boolean optional = node.function().startsWith("opt");
    CelExpr range = optional ? resolver.resolveOptional(target) : resolver.resolve(target);
    List<String> unique = new ArrayList<>();
    for (int i = 0; i < shape.variables(); i++) {
      String variable = variable(node.arguments().get(i));
      if (variable == null) {
        unique.forEach(pushed -> names.pop());
        return resolver.unknown(node);
      }
      unique.add(names.push(variable, variableType(target, optional, shape.variables(), i)));
    }
    variables.put(node.id(), unique);
    List<CelExpr> bodies = new ArrayList<>();
    for (int i = shape.variables(); i < count; i++) {
      bodies.add(resolver.resolve(node.arguments().get(i)));
    }
    unique.forEach(pushed -> names.pop());
    return expand(node, range, unique, bodies);
  }

  private CelExpr expand(
      Syntax.Call node, CelExpr range, List<String> unique, List<CelExpr> bodies) {
    String first = unique.get(0);
    String second = unique.size() > 1 ? unique.get(1) : null;
    CelExpr filter = bodies.size() > 1 ? bodies.get(0) : null;
    CelExpr body = bodies.get(bodies.size() - 1);
    CelExpr start = tree.emptyList(node);
    return switch (node.function()) {
      case "all", "exists", "exists_one", "existsOne" ->
          tree.fold(node, node.id(), first, second, range, tree.yes(tree.newId(node)), null, body);
      case "filter" -> {
        CelExpr kept = tree.listOf(node, tree.name(tree.newId(node), first));
        yield tree.fold(node, node.id(), first, null, range, start, body, kept);
      }
      case "transformMap" -> {
        CelExpr key = tree.name(tree.newId(node), first);
        CelExpr entry =
            CelExpr.ofMap(
                tree.newId(node),
                ImmutableList.of(CelExpr.ofMapEntry(tree.newId(node), key, body, false)));
        CelExpr empty = CelExpr.ofMap(tree.newId(node), ImmutableList.of());
        yield tree.fold(node, node.id(), first, second, range, empty, filter, entry);
      }
      case "optMap" -> {
        CelExpr elements = tree.call(tree.newId(node), "@elements", range);
        CelExpr list =
            tree.fold(
                node,
                tree.newId(node),
                first,
                null,
                elements,
                start,
                null,
                tree.listOf(node, body));
        yield tree.call(node.id(), "@first", list);
      }
      case "optFlatMap" -> {
        CelExpr elements = tree.call(tree.newId(node), "@elements", range);
        CelExpr none = tree.call(tree.newId(node), "optional.none");
        yield tree.fold(node, node.id(), first, null, elements, none, null, body);
      }
      default ->
          tree.fold(node, node.id(), first, second, range, start, filter, tree.listOf(node, body));
    };
  }

  private @Nullable Type variableType(Syntax target, boolean optional, int count, int index) {
    Names.Path path = names.path(target);
    if (path == null) {
      return null;
    }
    if (optional) {
      return path.type();
    }
    boolean last = index == count - 1;
    if (path.type() instanceof MapType map) {
      return last && count == 2 ? map.value() : ScalarType.STRING;
    }
    return last && path.type() instanceof ListType list ? list.element() : ScalarType.INT;
  }

  private @Nullable String variable(Syntax node) {
    if (node instanceof Syntax.Name name && !name.name().startsWith(".")) {
      return name.name();
    }
    report.add(TypeCode.TYP031, node.range(), "here stands the name of a new variable", "", null);
    return null;
  }

  private CelExpr misused(Syntax.Call node, String function) {
    report.add(
        TypeCode.TYP006,
        node.functionRange(),
        "`" + function + "` does not take " + node.arguments().size() + " arguments",
        "",
        usage(function));
    return resolver.unknown(node);
  }
}
