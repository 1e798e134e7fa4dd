package io.millrace.compiler.expr;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each name of one expression means: a variable, a field of a slot, or a slot. */
final class Names {
  /** What a name that was already reported is called; the checker accepts it everywhere. */
  static final String UNKNOWN = "@unknown";

  private static final Set<String> TYPE_NAMES =
      Set.of(
          "bool",
          "int",
          "uint",
          "double",
          "decimal",
          "string",
          "bytes",
          "list",
          "map",
          "type",
          "null_type",
          "timestamp",
          "duration",
          "optional_type",
          "dyn");

  /** The static type of a path, as far as it needs no checker. */
  record Path(Type type, boolean nullable) {}

  private record Variable(String name, String unique, @Nullable Type type) {}

  private final Report report;
  private final Deque<Variable> variables = new ArrayDeque<>();
  private final Map<String, Variable> byUniqueName = new HashMap<>();
  private final Map<Long, Ir.Read> reads = new HashMap<>();
  private final Map<Long, String> origins = new HashMap<>();
  private final Map<Long, String> locals = new HashMap<>();
  private final Map<String, CelType> declarations = new HashMap<>();
  private Scope scope;
  private int variableCount;

  Names(Scope scope, Report report) {
    this.scope = scope;
    this.report = report;
    declarations.put(UNKNOWN, SimpleType.DYN);
  }

  Scope scope() {
    return scope;
  }

  /** Runs in another scope, where no variables are seen. */
  <R> R within(Scope other, java.util.function.Supplier<R> work) {
    Scope outer = scope;
    List<Variable> hidden = new ArrayList<>(variables);
    variables.clear();
    scope = other;
    try {
      return work.get();
    } finally {
      scope = outer;
      variables.clear();
      variables.addAll(hidden);
    }
  }

  /** The slot field that a node reads, or null. */
  Ir.@Nullable Read read(Syntax node) {
    return reads.get(node.id());
  }

  /** The record and field that a node reads, as {@code Payment.note}; null for other nodes. */
  @Nullable String origin(Syntax node) {
    return origins.get(node.id());
  }

  /** The variable that a node reads, or null. */
  @Nullable String local(Syntax node) {
    return locals.get(node.id());
  }

  /** The variables to declare to the checker. */
  Map<String, CelType> declarations() {
    return declarations;
  }

  /** Declares a variable of the user and gives it a name that is unique in the expression. */
  String push(String name, @Nullable Type type) {
    String unique = name + "#" + ++variableCount;
    Variable variable = new Variable(name, unique, type);
    variables.push(variable);
    byUniqueName.put(unique, variable);
    return unique;
  }

  void pop() {
    variables.pop();
  }

  boolean isVariable(String name) {
    return variable(name) != null;
  }

  /** Whether a name means anything here. */
  boolean isKnown(String name) {
    RecordType row = scope.row();
    return isVariable(name) || scope.slot(name) != null || (row != null && row.field(name) != null);
  }

  private @Nullable Variable variable(String name) {
    for (Variable variable : variables) {
      if (variable.name().equals(name)) {
        return variable;
      }
    }
    return null;
  }

  /**
   * Resolves a bare name to what the checker shall call it.
   *
   * @param selected the field that is selected from it, or null
   */
  String resolve(Syntax.Name node, @Nullable String selected) {
    String name = node.name();
    if (name.startsWith(".")) {
      report.add(
          TypeCode.TYP025,
          node.range(),
          "a name cannot start with a dot",
          "",
          "write `" + name.substring(1) + "`");
      return UNKNOWN;
    }
    Variable variable = variable(name);
    if (variable != null) {
      locals.put(node.id(), variable.unique());
      return variable.unique();
    }
    Scope.Slot slot = scope.slot(name);
    RecordType row = scope.row();
    Field field = row == null || name.equals(Scope.ROW) ? null : row.field(name);
    if (slot != null && field != null && !selectsFrom(slot, field, selected)) {
      report.add(
          TypeCode.TYP016,
          node.range(),
          "`" + name + "` is both a field of the row and the name of a slot",
          "",
          "write `row." + name + "` for the field");
      return UNKNOWN;
    }
    if (slot != null) {
      return declare(node, new Ir.Read(name, "", slot.type(), slot.nullable()));
    }
    if (field != null) {
      return declare(node, new Ir.Read(Scope.ROW, name, field.type(), field.nullable()));
    }
    unknown(node, name);
    return UNKNOWN;
  }

  private static boolean selectsFrom(Scope.Slot slot, Field field, @Nullable String selected) {
    return selected != null
        && slot.type() instanceof RecordType slotRecord
        && slotRecord.field(selected) != null
        && !(field.type() instanceof RecordType);
  }

  /** Resolves {@code slot.field}; null where the operand is not a slot with fields. */
  @Nullable String resolveField(Syntax.Select node) {
    if (!(node.operand() instanceof Syntax.Name operand) || isVariable(operand.name())) {
      return null;
    }
    Scope.Slot slot = scope.slot(operand.name());
    if (slot == null || !(slot.type() instanceof RecordType slotRecord)) {
      return null;
    }
    if (resolve(operand, node.field()).equals(UNKNOWN)) {
      return UNKNOWN;
    }
    Field field = slotRecord.field(node.field());
    if (field == null) {
      unknownField(node, "`" + operand.name() + "`", slotRecord);
      return UNKNOWN;
    }
    return declare(
        node,
        new Ir.Read(slot.name(), field.name(), field.type(), field.nullable() || slot.nullable()));
  }

  private String declare(Syntax node, Ir.Read read) {
    reads.put(node.id(), read);
    RecordType row = scope.row();
    if (row != null && read.slot().equals(Scope.ROW) && !read.field().isEmpty()) {
      origins.put(node.id(), row.name() + "." + read.field());
    }
    String name = read.field().isEmpty() ? read.slot() : read.slot() + "." + read.field();
    // Inside the arguments of aggregates the same name may mean another row.
    String unique = scope.row() == null ? name : name + "@" + scope.row().name();
    declarations.put(unique, CelTypes.of(read.type()));
    return unique;
  }

  void unknownField(Syntax.Select node, String what, RecordType recordType) {
    report.add(
        TypeCode.TYP003,
        node.fieldRange(),
        what + " has no field `" + node.field() + "`",
        "",
        Suggestions.didYouMean(
            node.field(), recordType.fields().stream().map(Field::name).toList()));
  }

  private void unknown(Syntax.Name node, String name) {
    if (TYPE_NAMES.contains(name)) {
      report.add(
          TypeCode.TYP012,
          node.range(),
          "`" + name + "` is a type, and types are not values here",
          "",
          null);
      return;
    }
    report.add(TypeCode.TYP002, node.range(), "unknown name `" + name + "`", "", suggestion(name));
  }

  private @Nullable String suggestion(String name) {
    for (String slotName : scope.slotNames()) {
      Scope.Slot slot = scope.slot(slotName);
      boolean has =
          slot != null
              && slot.type() instanceof RecordType slotRecord
              && slotRecord.field(name) != null;
      if (has && !slotName.equals(Scope.ROW)) {
        return "did you mean `" + slotName + "." + name + "`?";
      }
    }
    Collection<String> candidates = new ArrayList<>(scope.slotNames());
    variables.forEach(variable -> candidates.add(variable.name()));
    RecordType row = scope.row();
    if (row != null) {
      row.fields().forEach(field -> candidates.add(field.name()));
    }
    if (name.equalsIgnoreCase("true") || name.equalsIgnoreCase("false")) {
      return "write `" + name.toLowerCase(java.util.Locale.ROOT) + "`";
    }
    return Suggestions.didYouMean(name, candidates);
  }

  /** The type and declared nullability of a path of fields, elements and variables, or null. */
  @Nullable Path path(Syntax node) {
    if (node instanceof Syntax.Select select && select.optional()) {
      return null;
    }
    Ir.Read read = reads.get(node.id());
    if (read != null) {
      return new Path(read.type(), read.nullable());
    }
    String local = locals.get(node.id());
    if (local != null) {
      Variable variable = byUniqueName.get(local);
      return variable == null || variable.type() == null ? null : new Path(variable.type(), false);
    }
    if (node instanceof Syntax.Select select) {
      Path operand = path(select.operand());
      if (operand == null || !(operand.type() instanceof RecordType recordType)) {
        return null;
      }
      Field field = recordType.field(select.field());
      return field == null ? null : new Path(field.type(), field.nullable());
    }
    if (node instanceof Syntax.Call call && call.function().equals("_[_]")) {
      Path operand = path(call.arguments().get(0));
      Type element = operand == null ? null : elementType(operand.type());
      return element == null ? null : new Path(element, false);
    }
    return null;
  }

  /** The type of a list's elements or a map's values; null for others. */
  static @Nullable Type elementType(Type type) {
    if (type instanceof ListType list) {
      return list.element();
    }
    return type instanceof MapType map ? map.value() : null;
  }
}
