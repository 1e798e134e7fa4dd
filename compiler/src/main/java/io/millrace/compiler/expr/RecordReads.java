package io.millrace.compiler.expr;

import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an expression reads of the records that lie in fields: single fields, or values of
 * which anything may be read. What an expression only hands on is neither.
 */
public final class RecordReads implements IrVisitor<@Nullable Void> {
  /** Functions that hand elements on without looking into them. */
  private static final Set<String> HAND_ON =
      Set.of("_[_]", "_[?_]", "size", "@first", "@elements", "slice", "reverse", "flatten", "_+_");

  private final BiConsumer<RecordType, String> field;
  private final Consumer<Type> whole;

  /** Whether what the value at hand holds is used up here, not by whoever reads the result. */
  private boolean used;

  private RecordReads(BiConsumer<RecordType, String> field, Consumer<Type> whole) {
    this.field = field;
    this.whole = whole;
  }

  /**
   * Walks an expression.
   *
   * @param used whether all of its value is needed; if not, those who read it say what they need
   * @param field takes a field of a record
   * @param whole takes the type of a value that is needed as a whole
   */
  public static void of(
      TypedExpression expression,
      boolean used,
      BiConsumer<RecordType, String> field,
      Consumer<Type> whole) {
    new RecordReads(field, whole).visit(expression.root(), used);
  }

  private @Nullable Void visit(Ir node, boolean isUsed) {
    boolean outer = used;
    used = isUsed;
    node.accept(this);
    used = outer;
    return null;
  }

  private @Nullable Void value(Type type) {
    if (used) {
      whole.accept(type);
    }
    return null;
  }

  @Override
  public @Nullable Void literal(Ir.Literal node) {
    return null;
  }

  @Override
  public @Nullable Void read(Ir.Read node) {
    return value(node.type());
  }

  @Override
  public @Nullable Void member(Ir.Member node) {
    if (node.operand().type() instanceof RecordType record) {
      field.accept(record, node.field());
    }
    value(node.type());
    return visit(node.operand(), false);
  }

  @Override
  public @Nullable Void local(Ir.Local node) {
    return value(node.type());
  }

  @Override
  public @Nullable Void call(Ir.Call node) {
    boolean handsOn = HAND_ON.contains(node.function().name());
    node.arguments().forEach(argument -> visit(argument, !handsOn || used));
    return null;
  }

  @Override
  public @Nullable Void logic(Ir.Logic node) {
    node.operands().forEach(operand -> visit(operand, true));
    return null;
  }

  @Override
  public @Nullable Void conditional(Ir.Conditional node) {
    visit(node.condition(), true);
    visit(node.then(), used);
    return visit(node.otherwise(), used);
  }

  @Override
  public @Nullable Void present(Ir.Present node) {
    return visit(node.operand(), false);
  }

  @Override
  public @Nullable Void orElse(Ir.OrElse node) {
    visit(node.operand(), used);
    return visit(node.fallback(), used);
  }

  @Override
  public @Nullable Void required(Ir.Required node) {
    return visit(node.operand(), used);
  }

  @Override
  public @Nullable Void absent(Ir.Absent node) {
    return null;
  }

  @Override
  public @Nullable Void optionalMap(Ir.OptionalMap node) {
    visit(node.operand(), false);
    return visit(node.body(), used);
  }

  @Override
  public @Nullable Void optionalEquals(Ir.OptionalEquals node) {
    visit(node.left(), true);
    return visit(node.right(), true);
  }

  @Override
  public @Nullable Void newList(Ir.NewList node) {
    node.elements().forEach(element -> visit(element, used));
    return null;
  }

  @Override
  public @Nullable Void newMap(Ir.NewMap node) {
    node.keys().forEach(key -> visit(key, true));
    node.values().forEach(value -> visit(value, used));
    return null;
  }

  @Override
  public @Nullable Void comprehension(Ir.Comprehension node) {
    visit(node.range(), false);
    if (node.filter() != null) {
      visit(node.filter(), true);
    }
    boolean makes = node.loop() == Ir.Loop.LIST || node.loop() == Ir.Loop.MAP;
    return visit(node.body(), !makes || used);
  }

  @Override
  public @Nullable Void bind(Ir.Bind node) {
    visit(node.value(), false);
    return visit(node.body(), used);
  }

  @Override
  public @Nullable Void shared(Ir.Shared node) {
    return node.value().accept(this);
  }

  @Override
  public @Nullable Void aggregate(Ir.AggregateRef node) {
    return null;
  }
}
