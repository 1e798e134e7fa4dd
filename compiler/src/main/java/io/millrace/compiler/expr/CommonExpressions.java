package io.millrace.compiler.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what several expressions of one function compute, and marks it as {@link Ir.Shared}. Marked
 * are values that cost something, from the first place on that is reached for every row: so nothing
 * is computed that was not before. For a value that can fail that is a place where nothing else of
 * its expression can: it fails there as it would, and what comes behind would not be reached.
 */
public final class CommonExpressions {
  /** What may be read: it is the same all through a function. State is not. */
  private static final Set<String> STEADY = Set.of(Scope.ROW, "left", "right", "with", "param");

  private static final Set<String> COSTLY =
      Set.of(
          "matches",
          "lowerAscii",
          "upperAscii",
          "contains",
          "indexOf",
          "lastIndexOf",
          "replace",
          "split",
          "trim",
          "reverse",
          "join",
          "strings.quote",
          "base64.encode",
          "format",
          "distinct",
          "flatten",
          "bytes",
          "substring",
          "charAt",
          "regex.extractAll",
          "base64.decode");

  /** Conversions that read a text. */
  private static final Set<String> READING =
      Set.of("int", "double", "bool", "decimal", "timestamp", "duration");

  private final Map<String, List<Place>> places = new HashMap<>();

  private CommonExpressions() {}

  /**
   * A place where a value is computed.
   *
   * @param always whether it is reached for every row
   * @param first whether nothing else could fail in its place
   * @param outer the value that it is a part of, and that may be shared itself
   */
  private record Place(Ir.Call node, boolean always, boolean first, @Nullable String outer) {
    boolean declares() {
      return always && first;
    }
  }

  /**
   * An expression of a function.
   *
   * @param always whether it is evaluated for every row that gets to it
   * @param row what fields of its row are; the row that comes in where it is empty
   * @param node whose errors are its own: what can fail is computed once within one node
   */
  public record Use(TypedExpression expression, boolean always, Map<String, Ir> row, String node) {
    /** One of a function of one node. */
    public Use(TypedExpression expression, boolean always) {
      this(expression, always, Map.of(), "");
    }
  }

  /** What the fields are of a row that is made within a function: paths, or values of their own. */
  public static Map<String, Ir> row(
      String node, Map<String, TypedExpression> columns, Map<String, Ir> input) {
    Map<String, Ir> row = new HashMap<>();
    columns.forEach(
        (name, column) -> {
          Ir value = column.root();
          boolean path = Facts.path(value) != null;
          Ir own = new Ir.Read(Scope.ROW, node + "/" + name, value.type(), value.nullable());
          row.put(name, path ? of(value, input) : own);
        });
    return row;
  }

  /** The expressions that change, in the order in which the function evaluates them. */
  public static Map<TypedExpression, TypedExpression> share(List<Use> uses) {
    CommonExpressions common = new CommonExpressions();
    for (Use use : uses) {
      use.expression().root().accept(common.new Finder(use));
    }
    IdentityHashMap<Ir, Place> marked = common.marked();
    Map<TypedExpression, TypedExpression> changed = new HashMap<>();
    if (!marked.isEmpty()) {
      for (Use use : uses) {
        Ir root = new Marker(marked).map(use.expression().root());
        if (root != use.expression().root()) {
          TypedExpression written = use.expression();
          changed.put(written, written.with(root, written.aggregates()));
        }
      }
    }
    return changed;
  }

  private IdentityHashMap<Ir, Place> marked() {
    IdentityHashMap<Ir, Place> marked = new IdentityHashMap<>();
    for (List<Place> same : places.values()) {
      int first = first(same);
      for (int i = first; isShared(same) && i < same.size(); i++) {
        List<Place> around = places.get(same.get(i).outer());
        // A part of what is shared is computed with it once.
        if (around == null || !isShared(around) || same.size() > around.size()) {
          marked.put(same.get(i).node(), same.get(i));
        }
      }
    }
    return marked;
  }

  private static int first(List<Place> places) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).declares()) {
        return i;
      }
    }
    return places.size();
  }

  private static boolean isShared(List<Place> places) {
    return first(places) < places.size() - 1;
  }

  private static boolean costs(Ir.Call call) {
    Function function = call.function();
    String name = function.name();
    List<String> kinds = function.parameters();
    String kind = kinds.isEmpty() ? "" : kinds.get(0);
    if (function.java().startsWith("@")) {
      return false; // a constant of the class
    }
    return COSTLY.contains(name)
        || (READING.contains(name) && kind.equals("string"))
        || (name.startsWith("get") && kind.equals("timestamp"))
        || (name.equals("size") && kind.equals("string"))
        || (name.equals("string") && !kind.equals("string") && !kind.equals("bool"))
        || (name.equals("_+_") && Set.of("string", "bytes", "list<A>").contains(kind))
        || (kind.equals("decimal") && Set.of("_+_", "_-_", "_*_", "_/_", "_%_").contains(name));
  }

  /** Whether a value depends on nothing but what stays the same, and is there. */
  private static boolean isSteady(Ir node) {
    if (node instanceof Ir.Literal) {
      return true;
    }
    if (node instanceof Ir.Read read) {
      return STEADY.contains(read.slot()) && !read.nullable();
    }
    if (node instanceof Ir.Member member) {
      return !member.nullable() && isSteady(member.operand());
    }
    if (node instanceof Ir.OrElse either) {
      return Facts.path(either.operand()) != null
          && STEADY.contains(slot(either.operand()))
          && isSteady(either.fallback());
    }
    return node instanceof Ir.Call call
        && !call.nullable()
        && call.arguments().stream().allMatch(CommonExpressions::isSteady);
  }

  /** The slot that a path starts from; empty for a variable. */
  private static String slot(Ir path) {
    if (path instanceof Ir.Member member) {
      return slot(member.operand());
    }
    return path instanceof Ir.Read read ? read.slot() : "";
  }

  /** A value in terms of the row that comes in. */
  private static Ir of(Ir value, Map<String, Ir> row) {
    return new IrMapper() {
      @Override
      public Ir read(Ir.Read node) {
        Ir made = node.slot().equals(Scope.ROW) ? row.get(node.field()) : null;
        return made == null ? node : made;
      }
    }.map(value);
  }

  /** Walks an expression as it is evaluated. */
  private final class Finder extends IrWalker {
    private final Use use;
    private boolean always;

    /** Whether nothing beside what is visited can fail. */
    private boolean alone = true;

    private @Nullable String outer;

    Finder(Use use) {
      this.use = use;
      this.always = use.always();
    }

    private void visit(Ir node, boolean reached) {
      boolean before = always;
      always &= reached;
      node.accept(this);
      always = before;
    }

    private @Nullable Void visit(Ir node, List<Ir> beside) {
      boolean before = alone;
      alone &= beside.stream().allMatch(other -> !other.canFail() || other.equals(node));
      node.accept(this);
      alone = before;
      return null;
    }

    @Override
    public @Nullable Void call(Ir.Call node) {
      String around = outer;
      if (costs(node) && isSteady(node)) {
        outer = CanonicalText.of(of(node, use.row()), List.of());
        if (node.canFail()) {
          outer = use.node() + ": " + outer;
        }
        places
            .computeIfAbsent(outer, k -> new ArrayList<>())
            .add(new Place(node, always, alone || !node.canFail(), around));
      }
      node.arguments().forEach(argument -> visit(argument, node.arguments()));
      outer = around;
      return null;
    }

    /** Two values are compared only where both are there. */
    @Override
    public @Nullable Void optionalEquals(Ir.OptionalEquals node) {
      visit(node.left(), false);
      visit(node.right(), false);
      return null;
    }

    @Override
    public @Nullable Void newList(Ir.NewList node) {
      node.elements().forEach(element -> visit(element, node.elements()));
      return null;
    }

    /** A key that comes twice fails as well. */
    @Override
    public @Nullable Void newMap(Ir.NewMap node) {
      boolean before = alone;
      alone = false;
      super.newMap(node);
      alone = before;
      return null;
    }

    @Override
    public @Nullable Void bind(Ir.Bind node) {
      node.value().accept(this);
      return visit(node.body(), List.of(node.value()));
    }

    @Override
    public @Nullable Void logic(Ir.Logic node) {
      List<Ir> operands = LogicWriter.ordered(node);
      boolean careful = operands.subList(0, operands.size() - 1).stream().anyMatch(Ir::canFail);
      for (int i = 0; i < operands.size(); i++) {
        visit(operands.get(i), i == 0 && !careful);
      }
      return null;
    }

    /** Whether an absent value is there may be known without the condition. */
    @Override
    public @Nullable Void conditional(Ir.Conditional node) {
      boolean before = alone;
      alone &= !node.nullable();
      node.condition().accept(this);
      alone = before;
      visit(node.then(), false);
      visit(node.otherwise(), false);
      return null;
    }

    @Override
    public @Nullable Void orElse(Ir.OrElse node) {
      node.operand().accept(this);
      visit(node.fallback(), false);
      return null;
    }

    @Override
    public @Nullable Void optionalMap(Ir.OptionalMap node) {
      node.operand().accept(this);
      visit(node.body(), false);
      return null;
    }

    /** Its body runs in a loop. */
    @Override
    public @Nullable Void comprehension(Ir.Comprehension node) {
      return node.range().accept(this);
    }
  }

  private static final class Marker extends IrMapper {
    private final IdentityHashMap<Ir, Place> marked;

    Marker(IdentityHashMap<Ir, Place> marked) {
      this.marked = marked;
    }

    @Override
    public Ir call(Ir.Call node) {
      Ir mapped = super.call(node);
      Place place = marked.get(node);
      return place == null ? mapped : new Ir.Shared(mapped, place.first());
    }
  }
}
