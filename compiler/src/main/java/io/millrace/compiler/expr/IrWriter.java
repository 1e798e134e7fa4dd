package io.millrace.compiler.expr;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a tree as a Java expression, with statements before it where one does not suffice. */
final class IrWriter implements IrVisitor<Piece> {
  /** Up to this many constants, membership is written as comparisons. */
  private static final int MAX_COMPARISONS = 8;

  private final JavaScope scope;
  private final JavaNames names;
  private final Map<String, Piece> locals = new HashMap<>();
  private final LogicWriter logic = new LogicWriter(this);
  private final LoopWriter loops = new LoopWriter(this);
  private final OptionalWriter optionals = new OptionalWriter(this);
  private final SharedValues values;
  private JavaBlock block = new JavaBlock();

  /** How many of the blocks around what is written may turn out to stand under a condition. */
  private int conditions;

  IrWriter(JavaScope scope, JavaNames names, SharedValues values) {
    this.scope = scope;
    this.names = names;
    this.values = values;
  }

  /** What a node became, with the statements that it needs before it. */
  record Captured(JavaBlock block, Piece piece) {}

  Piece write(Ir node) {
    return node.accept(this);
  }

  /** Writes a node without adding its statements, which may have to stand under a condition. */
  Captured capture(Ir node) {
    JavaBlock outer = block;
    block = new JavaBlock();
    conditions++;
    try {
      Piece piece = write(node);
      return new Captured(block, piece);
    } finally {
      conditions--;
      block = outer;
    }
  }

  JavaBlock block() {
    return block;
  }

  JavaNames names() {
    return names;
  }

  void bind(String variable, Piece value) {
    locals.put(variable, value);
  }

  /** Java for "no value" of a type. */
  static Piece zero(Type type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case BOOL -> Piece.FALSE;
        case INT, TIMESTAMP, DURATION -> Piece.primary("0L");
        case DOUBLE -> Piece.primary("0.0");
        case STRING, BYTES -> Piece.primary("null");
      };
    }
    return Piece.primary("null");
  }

  /** A text that may be evaluated even where the value is absent. */
  Piece zeroWhenAbsent(Piece piece, Type type) {
    Piece present = piece.present();
    if (present == null || piece.zeroWhenAbsent()) {
      return piece;
    }
    return Piece.of(
        present.at(Precedence.CONDITIONAL + 1)
            + " ? "
            + piece.at(Precedence.CONDITIONAL)
            + " : "
            + zero(type).text(),
        Precedence.CONDITIONAL);
  }

  /** A text to stand where Java boxes: what Java holds in an int would box wrongly. */
  static String boxable(Ir node, Piece piece) {
    boolean variable = piece.text().matches("\\w+");
    return isJavaInt(node) && !variable ? "(long) " + piece.at(Precedence.UNARY) : piece.text();
  }

  private static boolean isJavaInt(Ir node) {
    if (node instanceof Ir.Shared shared) {
      return isJavaInt(shared.value());
    }
    if (node instanceof Ir.Call call && node.type() == ScalarType.INT) {
      String java = call.function().java();
      String name = call.function().name();
      boolean keeps = name.startsWith("math.bit") || name.matches("math\\.(greatest|least)");
      return java.endsWith(".size()")
          || java.endsWith(".length")
          || java.startsWith("Long.signum(")
          || (keeps
              && !java.contains("Ops.")
              && call.arguments().stream().allMatch(IrWriter::isJavaInt));
    }
    if (node instanceof Ir.Conditional conditional) {
      return isJavaInt(conditional.then()) && isJavaInt(conditional.otherwise());
    }
    return node instanceof Ir.Bind bind && isJavaInt(bind.body());
  }

  @Override
  public Piece literal(Ir.Literal node) {
    Object value = node.value();
    if (value instanceof Boolean bool) {
      return bool ? Piece.TRUE : Piece.FALSE;
    }
    if (value instanceof String text) {
      return Piece.primary(JavaLiterals.string(text));
    }
    if (value instanceof byte[] bytes) {
      StringJoiner array = new StringJoiner(", ", "{", "}");
      for (byte b : bytes) {
        array.add(String.valueOf(b));
      }
      return Piece.primary(names.constant("byte[]", "bytes", array.toString()));
    }
    if (value instanceof BigDecimal decimal) {
      return Piece.primary(names.constant("BigDecimal", "decimal", JavaLiterals.decimal(decimal)));
    }
    if (node.type() == ScalarType.TIMESTAMP || node.type() == ScalarType.DURATION) {
      return time(node.type(), (Long) value);
    }
    String text =
        value instanceof Double number
            ? JavaLiterals.doubleValue(number)
            : JavaLiterals.longValue((Long) value);
    return Piece.of(text, text.startsWith("-") ? Precedence.UNARY : Precedence.PRIMARY);
  }

  /** A time that was computed, as one that is written. */
  private Piece time(Type type, long micros) {
    String text = JavaLiterals.string(TimeLiterals.text(type, micros));
    return type == ScalarType.TIMESTAMP
        ? Piece.primary(names.constant("long", "timestamp", "TimeOps.parse(" + text + ")"))
        : Piece.primary(names.constant("long", "duration", "DurationOps.parse(" + text + ")"));
  }

  @Override
  public Piece read(Ir.Read node) {
    Piece value = Piece.primary(scope.read(node.slot(), node.field()));
    return node.nullable()
        ? value.withPresent(Piece.condition(scope.present(node.slot(), node.field())), true)
        : value;
  }

  @Override
  public Piece member(Ir.Member node) {
    Piece operand = write(node.operand());
    String receiver = operand.at(Precedence.PRIMARY) + ".";
    Piece value = Piece.primary(receiver + JavaIdentifiers.field(node.field()) + "()");
    Piece own = null;
    if (node.ownNullable()) {
      own =
          JavaTypes.isPrimitive(node.type())
              ? Piece.primary(receiver + JavaIdentifiers.presenceFlag(node.field()) + "()")
              : Piece.of(value.text() + " != null", Precedence.EQUALITY);
    }
    Piece outer = operand.present();
    if (outer == null) {
      return own == null ? value : value.withPresent(own, true);
    }
    return value.withPresent(own == null ? outer : Piece.and(outer, own), false);
  }

  @Override
  public Piece local(Ir.Local node) {
    Piece piece = locals.get(node.name());
    if (piece == null) {
      throw new IllegalStateException("no variable " + node.name());
    }
    return node.nullable() ? piece : piece.withPresent(null, true);
  }

  @Override
  public Piece call(Ir.Call node) {
    Function function = node.function();
    if (function.name().equals("@in")) {
      Piece membership = membership(node);
      if (membership != null) {
        return membership;
      }
    }
    List<Piece> arguments = new ArrayList<>();
    node.arguments().forEach(argument -> arguments.add(write(argument)));
    String template = function.java();
    if (template.startsWith("@")) {
      Piece value = JavaTemplate.fill(template.substring(1), arguments);
      return Piece.primary(names.constant("long", function.name(), value.text()));
    }
    if (template.contains("#")) {
      template = template.replace("#", lastAsConstant(function, arguments));
    }
    boolean identity = template.equals("$1 == $2") || template.equals("$1 != $2");
    if (identity && arguments.stream().allMatch(Piece::boxed)) {
      arguments.set(0, unboxed(arguments.get(0), node.arguments().get(0).type()));
    }
    Piece result = JavaTemplate.fill(template, arguments);
    if (function.optionalResult()) {
      return optionals.temporary(result, node.type());
    }
    boolean generic = function.result().equals("A") && JavaTypes.isPrimitive(node.type());
    return generic ? result.asBoxed() : result;
  }

  private static Piece unboxed(Piece piece, Type type) {
    return Piece.primary(piece.at(Precedence.PRIMARY) + "." + JavaTypes.of(type) + "Value()");
  }

  private String lastAsConstant(Function function, List<Piece> arguments) {
    String text = arguments.get(arguments.size() - 1).text();
    return switch (function.name()) {
      case "regex.extract" ->
          names.constant("TextPattern", "pattern", "TextPattern.of(" + text + ")");
      case "matches", "regex.extractAll" ->
          names.constant("Pattern", "pattern", "Pattern.compile(" + text + ")");
      case "format" -> names.constant("TimeFormat", "format", "TimeFormat.of(" + text + ")");
      default -> names.constant("ZoneId", "zone", "TimeOps.zone(" + text + ")");
    };
  }

  /**
   * {@code x in ['a', 'b']} of constants: comparisons for a few, a look-up for many; null where
   * neither fits.
   */
  private @org.jspecify.annotations.Nullable Piece membership(Ir.Call node) {
    if (!(node.arguments().get(1) instanceof Ir.NewList list)
        || list.elements().isEmpty()
        || !list.elements().stream().allMatch(Ir.Literal.class::isInstance)) {
      return null;
    }
    return list.elements().size() > MAX_COMPARISONS
        ? lookup(node.arguments().get(0), list)
        : comparisons(node, list);
  }

  /** One of many: ints are sought in a sorted array, so that none is boxed. */
  private @org.jspecify.annotations.Nullable Piece lookup(Ir wanted, Ir.NewList list) {
    Stream<Object> values = list.elements().stream().map(e -> ((Ir.Literal) e).value()).distinct();
    Type type = list.type().element();
    if (type == ScalarType.INT) {
      String sorted =
          values
              .map(Long.class::cast)
              .sorted()
              .map(JavaLiterals::longValue)
              .collect(Collectors.joining(", ", "{", "}"));
      String array = names.constant("long[]", "sorted", sorted);
      return Piece.of(
          "Arrays.binarySearch(" + array + ", " + write(wanted).text() + ") >= 0",
          Precedence.RELATION);
    }
    if (type != ScalarType.STRING) {
      return null;
    }
    String all =
        values
            .map(value -> JavaLiterals.string((String) value))
            .collect(Collectors.joining(", ", "Set.of(", ")"));
    String set = names.constant("Set<String>", "set", all);
    return Piece.primary(set + ".contains(" + write(wanted).text() + ")");
  }

  private @org.jspecify.annotations.Nullable Piece comparisons(Ir.Call node, Ir.NewList list) {
    Ir wanted = node.arguments().get(0);
    Captured captured =
        wanted instanceof Ir.Shared
            ? new Captured(new JavaBlock(), write(wanted))
            : capture(wanted);
    Piece value = captured.piece();
    if (!captured.block().isEmpty() || !value.isPath()) {
      return null;
    }
    String template = CallTranslator.equalityTemplate(list.type().element(), false);
    Piece result = null;
    for (Ir element : list.elements()) {
      Piece equal = JavaTemplate.fill(template, List.of(value, write(element)));
      result = result == null ? equal : Piece.or(result, equal);
    }
    return result;
  }

  @Override
  public Piece logic(Ir.Logic node) {
    return logic.write(node);
  }

  @Override
  public Piece conditional(Ir.Conditional node) {
    return optionals.conditional(node);
  }

  @Override
  public Piece present(Ir.Present node) {
    return optionals.present(node);
  }

  @Override
  public Piece orElse(Ir.OrElse node) {
    return optionals.orElse(node);
  }

  @Override
  public Piece required(Ir.Required node) {
    return optionals.required(node);
  }

  @Override
  public Piece absent(Ir.Absent node) {
    return zero(node.type()).withPresent(Piece.FALSE, true);
  }

  @Override
  public Piece optionalMap(Ir.OptionalMap node) {
    return optionals.map(node);
  }

  @Override
  public Piece optionalEquals(Ir.OptionalEquals node) {
    return optionals.equality(node);
  }

  @Override
  public Piece newList(Ir.NewList node) {
    String element = JavaTypes.boxed(node.type().element());
    if (node.elements().isEmpty()) {
      return Piece.primary("List.<" + element + ">of()");
    }
    if (node.elements().stream().anyMatch(Ir::nullable)) {
      return loops.listWithOptionals(node);
    }
    StringJoiner elements = new StringJoiner(", ", "List.of(", ")");
    for (Ir item : node.elements()) {
      elements.add(boxable(item, write(item)));
    }
    boolean constant =
        node.elements().stream().allMatch(Ir.Literal.class::isInstance)
            && node.type().element() != ScalarType.BYTES;
    return Piece.primary(
        constant
            ? names.constant("List<" + element + ">", "list", elements.toString())
            : elements.toString());
  }

  @Override
  public Piece newMap(Ir.NewMap node) {
    return loops.map(node);
  }

  @Override
  public Piece comprehension(Ir.Comprehension node) {
    return loops.write(node);
  }

  @Override
  public Piece bind(Ir.Bind node) {
    Piece value = write(node.value());
    Piece bound;
    if (value.isPath() || node.value() instanceof Ir.Literal) {
      bound = value;
    } else {
      String name = names.variable(node.variable());
      Type type = node.value().type();
      block.line(
          JavaTypes.of(type) + " " + name + " = " + zeroWhenAbsent(value, type).text() + ";");
      bound = Piece.primary(name).withPresent(value.present(), true);
    }
    bind(node.variable(), bound);
    return write(node.body());
  }

  @Override
  public Piece shared(Ir.Shared node) {
    Captured value = capture(node.value());
    String java = value.piece().text();
    String known = values.variable(java);
    if (known != null) {
      return Piece.primary(known);
    }
    if (conditions > 0 || !node.first() || !value.block().isEmpty()) {
      block.addAll(value.block());
      return value.piece();
    }
    String name = names.variable(wish(node.value()));
    block.line(JavaTypes.of(node.type()) + " " + name + " = " + java + ";");
    values.add(java, name);
    return Piece.primary(name);
  }

  /** A name that says what a value is: {@code urlSplit} for {@code row.url.split('/')}. */
  private static String wish(Ir node) {
    if (node instanceof Ir.Read read) {
      return read.field().isEmpty() ? read.slot() : read.field();
    }
    if (node instanceof Ir.Member member) {
      return member.field();
    }
    if (node instanceof Ir.Shared shared) {
      return wish(shared.value());
    }
    if (node instanceof Ir.OrElse either) {
      return wish(either.operand());
    }
    if (!(node instanceof Ir.Call call) || call.arguments().isEmpty()) {
      return "value";
    }
    String name = call.function().name();
    String first = wish(call.arguments().get(0));
    boolean named = Character.isLetter(name.charAt(0));
    String plain = name.substring(name.indexOf('.') + 1);
    return named ? first + "-" + (plain.startsWith("get") ? plain.substring(3) : plain) : first;
  }

  @Override
  public Piece aggregate(Ir.AggregateRef node) {
    Piece value = Piece.primary(scope.aggregate(node.index()));
    return node.nullable()
        ? value.withPresent(Piece.condition(scope.aggregatePresent(node.index())), true)
        : value;
  }

  /** The type of a list's elements. */
  static Type element(Type type) {
    return type instanceof ListType list ? list.element() : ScalarType.STRING;
  }
}
