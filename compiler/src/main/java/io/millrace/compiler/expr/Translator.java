package io.millrace.compiler.expr;

import dev.cel.common.types.CelType;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a checked expression into {@link Ir}, and proves that no absent value is used. */
final class Translator implements Syntax.Visitor<Ir> {
  private static final Function NEGATION = Functions.named("!_").get(0);
  static final Function MAP_GET = Functions.byId("_[_][map<string, A>, string]");
  static final Function MAP_FIND = Functions.byId("_[?_][map<string, A>, string]");
  static final Function MAP_CONTAINS = Functions.byId("@in[string, map<string, A>]");

  private final Names names;
  private final Macros macros;
  private final TypeChecker.Checked checked;
  private final Map<String, RecordType> records;
  private final Report report;
  private final CallTranslator calls;
  private final List<AggregateCall> aggregates = new ArrayList<>();
  private final Set<String> argumentFacts;
  private final Map<String, Type> localTypes = new HashMap<>();
  private Set<String> facts;

  Translator(Names names, Macros macros, TypeChecker.Checked checked, Scope scope, Report report) {
    this.names = names;
    this.macros = macros;
    this.checked = checked;
    this.records = scope.records();
    this.facts = new HashSet<>(scope.present());
    this.argumentFacts = scope.argumentPresent();
    this.report = report;
    this.calls = new CallTranslator(this, checked, report);
  }

  List<AggregateCall> aggregates() {
    return aggregates;
  }

  Macros macros() {
    return macros;
  }

  /** A node whose value may be absent. */
  Ir any(Syntax node) {
    return node.accept(this);
  }

  /** A node whose value must be there. */
  Ir value(Syntax node) {
    Ir ir = any(node);
    if (!ir.nullable()) {
      return ir;
    }
    requirePresent(node, ir);
    return new Ir.Local("reported", ir.type(), false);
  }

  private void requirePresent(Syntax node, Ir ir) {
    if (!ir.nullable()) {
      return;
    }
    if (ir instanceof Ir.Conditional conditional && node instanceof Syntax.Call call) {
      requirePresent(call.arguments().get(1), conditional.then());
      requirePresent(call.arguments().get(2), conditional.otherwise());
      return;
    }
    absent(node, ir);
  }

  private void absent(Syntax node, Ir ir) {
    String text = report.text(node.range());
    boolean path = node instanceof Syntax.Name || node instanceof Syntax.Select;
    String fallback = text + ".orValue(" + sample(ir.type()) + ")";
    report.add(
        TypeCode.TYP007,
        node.range(),
        "`" + text + "` may be absent",
        ir.type().display() + "?",
        path
            ? "guard it with has(" + text + ") && …, or give a default with " + fallback
            : "give a default with " + fallback);
  }

  private static String sample(Type type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> "false";
        case INT -> "0";
        case DOUBLE -> "0.0";
        case STRING -> "''";
        case BYTES -> "b''";
        case DURATION -> "duration('0s')";
        case TIMESTAMP -> "timestamp(0)";
      };
    }
    if (type instanceof DecimalType) {
      return "decimal('0')";
    }
    return type instanceof ListType ? "[]" : type instanceof MapType ? "{}" : "…";
  }

  /** Notes the type of a variable, which has digits where CEL's has none. */
  void declare(String variable, Type type) {
    localTypes.put(variable, type);
  }

  /** Runs with more known about presence. */
  <R> R knowing(Set<String> more, java.util.function.Supplier<R> work) {
    Set<String> outer = facts;
    facts = new HashSet<>(outer);
    facts.addAll(more);
    try {
      return work.get();
    } finally {
      facts = outer;
    }
  }

  /** The type of a node's value, with optionals unwrapped. */
  Type type(Syntax node) {
    CelType celType = CelTypes.unwrapped(checked.type(node.id()));
    Type type = CelTypes.toType(celType, records);
    if (type != null) {
      return type;
    }
    String shown = TypeWords.display(dev.cel.common.types.CelTypes.format(celType));
    if (shown.contains("optional<")) {
      report.add(
          TypeCode.TYP021,
          node.range(),
          "an optional can only be tested or given a default, not kept in a value",
          shown,
          "give a default with .orValue(…)");
    } else if (shown.contains("map<")) {
      report.add(TypeCode.TYP019, node.range(), "the keys of a map are strings", shown, null);
    } else {
      report.add(TypeCode.TYP012, node.range(), "a value of type " + shown + " has no place here");
    }
    return ScalarType.BOOL;
  }

  boolean isOptional(Syntax node) {
    return CelTypes.isOptional(checked.type(node.id()));
  }

  @Override
  public Ir literal(Syntax.Literal node) {
    return new Ir.Literal(type(node), node.value());
  }

  @Override
  public Ir name(Syntax.Name node) {
    String local = names.local(node);
    if (local == null) {
      return guarded(path(node));
    }
    if (CelTypes.hasUnknown(checked.type(node.id()))) {
      report.add(
          TypeCode.TYP024,
          node.range(),
          "the type of `" + node.name() + "` is not known, since its list or map is empty");
    }
    Type type = localTypes.getOrDefault(local, type(node));
    return guarded(new Ir.Local(local, type, isOptional(node)));
  }

  private Ir guarded(Ir ir) {
    String path = Facts.path(ir);
    if (path == null || !ir.nullable() || !facts.contains(path)) {
      return ir;
    }
    if (ir instanceof Ir.Read read) {
      return new Ir.Read(read.slot(), read.field(), read.type(), false);
    }
    if (ir instanceof Ir.Local local) {
      return new Ir.Local(local.name(), local.type(), false);
    }
    return ir instanceof Ir.Member member
        ? new Ir.Member(member.operand(), member.field(), member.type(), false)
        : ir;
  }

  @Override
  public Ir select(Syntax.Select node) {
    if (names.read(node) != null) {
      return guarded(path(node));
    }
    Ir operand = isOptional(node.operand()) ? any(node.operand()) : value(node.operand());
    return guarded(selected(node, operand));
  }

  private Ir selected(Syntax.Select node, Ir operand) {
    if (operand.type() instanceof RecordType recordType) {
      Field field = recordType.field(node.field());
      return field == null
          ? operand
          : new Ir.Member(operand, field.name(), field.type(), field.nullable());
    }
    if (!(operand.type() instanceof MapType map)) {
      report.add(
          TypeCode.TYP024,
          node.operand().range(),
          "the type of this value is not known, so it has no fields");
      return operand;
    }
    Ir key = new Ir.Literal(ScalarType.STRING, node.field());
    Type type = map.value();
    boolean optional = node.optional() || isOptional(node.operand());
    return onPresent(
        node,
        operand,
        present -> new Ir.Call(optional ? MAP_FIND : MAP_GET, List.of(present, key), type));
  }

  /** Applies a function to a value that may be absent. */
  Ir onPresent(Syntax node, Ir operand, java.util.function.UnaryOperator<Ir> function) {
    if (!operand.nullable()) {
      return function.apply(operand);
    }
    String variable = "value#o" + node.id();
    Ir.Local local = new Ir.Local(variable, operand.type(), false);
    return new Ir.OptionalMap(variable, operand, function.apply(local));
  }

  /** A path as declared, whatever is known of its presence. */
  private Ir path(Syntax node) {
    Ir.Read read = names.read(node);
    if (read != null) {
      return read;
    }
    if (node instanceof Syntax.Select select && !isOptional(select.operand())) {
      Ir operand = path(select.operand());
      return operand.type() instanceof RecordType ? selected(select, operand) : select(select);
    }
    return any(node);
  }

  /** {@code has(argument)}. */
  Ir has(Syntax.Call node) {
    Syntax argument = node.arguments().get(0);
    Ir path = argument instanceof Syntax.Select select ? tested(select) : path(argument);
    if (path.type() == ScalarType.BOOL && isContains(path)) {
      return path;
    }
    if (!path.nullable()) {
      String text = report.text(argument.range());
      report.add(
          TypeCode.TYP030,
          node.range(),
          "`" + text + "` is never absent",
          path.type().display(),
          null);
      return new Ir.Literal(ScalarType.BOOL, true);
    }
    return new Ir.Present(path);
  }

  private static boolean isContains(Ir ir) {
    return ir instanceof Ir.Call call && call.function().equals(MAP_CONTAINS);
  }

  private Ir tested(Syntax.Select select) {
    if (names.read(select) != null) {
      return path(select);
    }
    Ir operand = isOptional(select.operand()) ? any(select.operand()) : path(select.operand());
    if (operand.type() instanceof MapType map) {
      Ir key = new Ir.Literal(ScalarType.STRING, select.field());
      if (!operand.nullable()) {
        return new Ir.Call(MAP_CONTAINS, List.of(key, operand), ScalarType.BOOL);
      }
      return onPresent(
          select, operand, present -> new Ir.Call(MAP_FIND, List.of(present, key), map.value()));
    }
    return selected(select, operand);
  }

  @Override
  public Ir logic(Syntax.Logic node) {
    List<Ir> operands = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Syntax operand : node.operands()) {
      Ir ir = knowing(known, () -> value(operand));
      known.addAll(node.and() ? Facts.whenTrue(ir) : Facts.whenFalse(ir));
      operands.add(ir);
    }
    return simplified(node.and(), operands);
  }

  /** Leaves out constants, which tests of what is never absent become. */
  private static Ir simplified(boolean and, List<Ir> operands) {
    List<Ir> left = new ArrayList<>();
    for (Ir operand : operands) {
      if (!(operand instanceof Ir.Literal literal)) {
        left.add(operand);
      } else if (!literal.value().equals(and)) {
        return operand;
      }
    }
    if (left.isEmpty()) {
      return operands.get(0);
    }
    return left.size() == 1 ? left.get(0) : new Ir.Logic(and, left);
  }

  Ir conditional(Syntax.Call node) {
    Ir condition = value(node.arguments().get(0));
    Ir then = knowing(Facts.whenTrue(condition), () -> any(node.arguments().get(1)));
    Ir otherwise = knowing(Facts.whenFalse(condition), () -> any(node.arguments().get(2)));
    Type common = DecimalTypes.common(then.type(), otherwise.type());
    return new Ir.Conditional(
        condition, DecimalTypes.widened(then, common), DecimalTypes.widened(otherwise, common));
  }

  static Ir not(Ir condition) {
    return new Ir.Call(NEGATION, List.of(condition), ScalarType.BOOL);
  }

  @Override
  public Ir list(Syntax.ListLiteral node) {
    List<Ir> elements = new ArrayList<>();
    for (Syntax.ListLiteral.Element element : node.elements()) {
      elements.add(element.optional() ? any(element.value()) : value(element.value()));
    }
    Type type = type(node);
    if (DecimalTypes.isOpen(type)) {
      Type element = common(elements);
      return new Ir.NewList(widened(elements, element), new ListType(element));
    }
    return new Ir.NewList(
        elements, type instanceof ListType list ? list : new ListType(ScalarType.BOOL));
  }

  @Override
  public Ir map(Syntax.MapLiteral node) {
    List<Ir> keys = new ArrayList<>();
    List<Ir> values = new ArrayList<>();
    for (Syntax.MapLiteral.Entry entry : node.entries()) {
      keys.add(value(entry.key()));
      values.add(entry.optional() ? any(entry.value()) : value(entry.value()));
    }
    Type type = type(node);
    if (DecimalTypes.isOpen(type)) {
      Type value = common(values);
      return new Ir.NewMap(keys, widened(values, value), new MapType(value));
    }
    return new Ir.NewMap(
        keys, values, type instanceof MapType map ? map : new MapType(ScalarType.BOOL));
  }

  private static Type common(List<Ir> values) {
    return values.stream().map(Ir::type).reduce(DecimalType.UNKNOWN, DecimalTypes::common);
  }

  private static List<Ir> widened(List<Ir> values, Type type) {
    return values.stream().map(value -> DecimalTypes.widened(value, type)).toList();
  }

  @Override
  public Ir struct(Syntax.Struct node) {
    throw new IllegalStateException("refused before: " + node);
  }

  @Override
  public Ir call(Syntax.Call node) {
    return calls.translate(node);
  }

  /** An aggregate over the rows, by reference. */
  Ir aggregate(Syntax.Call node) {
    String function = Aggregates.plainName(node.function());
    boolean conditional = Aggregates.isConditional(node.function());
    int count = node.arguments().size() - (conditional ? 1 : 0);
    Ir condition = conditional ? alone(node.arguments().get(count), Set.of(), true) : null;
    Set<String> known = condition == null ? Set.of() : Facts.whenTrue(condition);
    List<TypedExpression> arguments = new ArrayList<>();
    for (Syntax argument : node.arguments().subList(0, Aggregates.rowArguments(function, count))) {
      arguments.add(typed(alone(argument, known, false), argument));
    }
    Double fraction = function.equals("percentile") ? fraction(node.arguments().get(1)) : null;
    TypedExpression conditionExpression =
        condition == null ? null : typed(condition, node.arguments().get(count));
    boolean skips = conditional || arguments.stream().anyMatch(TypedExpression::nullable);
    boolean nullable =
        Aggregates.alwaysMayBeAbsent(function) || (Aggregates.mayBeAbsent(function) && skips);
    Type type = type(node);
    if (DecimalTypes.isOpen(type)) {
      type = DecimalTypes.aggregate(function, arguments.get(0).type());
    }
    String canonical = node.function() + canonical(arguments, fraction, conditionExpression);
    AggregateCall call =
        new AggregateCall(
            function,
            arguments,
            fraction,
            conditionExpression,
            type,
            nullable,
            report.span(node.range()),
            canonical,
            Aggregates.stateName(node.function())
                + canonical(arguments, null, conditionExpression));
    for (int i = 0; i < aggregates.size(); i++) {
      if (aggregates.get(i).canonical().equals(canonical)) {
        return new Ir.AggregateRef(i, call.type(), nullable);
      }
    }
    aggregates.add(call);
    return new Ir.AggregateRef(aggregates.size() - 1, call.type(), nullable);
  }

  /** The fraction of a percentile, which is written out, as it is part of the job. */
  private double fraction(Syntax argument) {
    if (alone(argument, Set.of(), true) instanceof Ir.Literal literal
        && literal.value() instanceof Double value
        && value >= 0
        && value <= 1) {
      return value;
    }
    report.add(
        TypeCode.TYP038,
        argument.range(),
        "the fraction of a percentile is a number from 0.0 to 1.0, written out",
        "",
        "percentile(x, 0.99)");
    return 0;
  }

  private TypedExpression typed(Ir ir, Syntax node) {
    return new TypedExpression(ir, List.of(), report.text(node.range()), report.span(node.range()));
  }

  private Ir alone(Syntax node, Set<String> known, boolean present) {
    Set<String> outer = facts;
    facts = new HashSet<>(argumentFacts);
    facts.addAll(known);
    try {
      return present ? value(node) : any(node);
    } finally {
      facts = outer;
    }
  }

  private static String canonical(
      List<TypedExpression> arguments,
      @Nullable Double fraction,
      @Nullable TypedExpression condition) {
    List<String> parts =
        new ArrayList<>(arguments.stream().map(TypedExpression::canonical).toList());
    if (fraction != null) {
      parts.add(fraction.toString());
    }
    if (condition != null) {
      parts.add(condition.canonical());
    }
    return "(" + String.join(", ", parts) + ")";
  }
}
