package io.millrace.compiler.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import io.millrace.runtime.expr.ExpressionException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The digits of decimal expressions, and that their values have exactly these digits. */
final class DecimalTest {
  private static final RecordType ROW =
      new RecordType(
          "Row",
          List.of(
              Field.of("price", new DecimalType(10, 2), false),
              Field.of("rate", new DecimalType(5, 4), false),
              Field.of("huge", new DecimalType(38, 10), false),
              Field.of("here", new DecimalType(8, 1), true),
              Field.of("gone", new DecimalType(8, 3), true),
              Field.of("n", ScalarType.INT, false),
              Field.of("x", ScalarType.DOUBLE, false),
              Field.of("text", ScalarType.STRING, false),
              Field.of("list", new ListType(new DecimalType(6, 3)), false),
              Field.of("map", new MapType(new DecimalType(7, 2)), false)));

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("price", "new BigDecimal(\"12.50\")"),
          Map.entry("rate", "new BigDecimal(\"-0.0810\")"),
          Map.entry("huge", "new BigDecimal(\"9999999999999999999999999999.0000000001\")"),
          Map.entry("here", "new BigDecimal(\"1.5\")"),
          Map.entry("gone", "NOTHING"),
          Map.entry("n", "n()"),
          Map.entry("x", "x()"),
          Map.entry("text", "\"1e2\""),
          Map.entry("list", "list()"),
          Map.entry("map", "map()"));

  private static final class Values implements JavaScope {
    @Override
    public String read(String slot, String field) {
      return VALUES.get(field);
    }

    @Override
    public String present(String slot, String field) {
      return field.equals("here") ? "true" : "false";
    }

    @Override
    public String aggregate(int index) {
      throw new AssertionError();
    }

    @Override
    public String aggregatePresent(int index) {
      throw new AssertionError();
    }
  }

  private static final Object ERROR = ExpressionException.class;

  /** An expression, its type, and its value as text with all digits. */
  private record Case(String expression, String type, Object value) {}

  private static final List<Case> CASES =
      List.of(
          new Case("price + rate", "decimal(13, 4)", "12.4190"),
          new Case("price - 1", "decimal(11, 2)", "11.50"),
          new Case("2 * price", "decimal(11, 2)", "25.00"),
          new Case("price * rate", "decimal(15, 6)", "-1.012500"),
          new Case("price / 3", "decimal(14, 6)", "4.166667"),
          new Case("rate / price", "decimal(18, 15)", "-0.006480000000000"),
          new Case("price % decimal('0.7')", "decimal(2, 2)", "0.60"),
          new Case("price % rate", "decimal(5, 4)", "0.0260"),
          new Case("-price", "decimal(10, 2)", "-12.50"),
          new Case("n * price", "decimal(29, 2)", "87.50"),
          new Case("huge * huge", "decimal(38, 6)", ERROR),
          new Case("huge + huge", "decimal(38, 9)", "19999999999999999999999999998.000000000"),
          new Case("huge - huge", "decimal(38, 9)", "0.000000000"),
          new Case("decimal('0.908')", "decimal(3, 3)", "0.908"),
          new Case("decimal('-12')", "decimal(2, 0)", "-12"),
          new Case("decimal(n)", "decimal(19, 0)", "7"),
          new Case("decimal(price)", "decimal(10, 2)", "12.50"),
          new Case("decimal(price, 3, 0)", "decimal(3, 0)", "13"),
          new Case("decimal(-price, 3, 0)", "decimal(3, 0)", "-13"),
          new Case("decimal(price, 3, 2)", "decimal(3, 2)", ERROR),
          new Case("decimal(x, 10, 3)", "decimal(10, 3)", "0.100"),
          new Case("decimal(x / 0.0, 10, 3)", "decimal(10, 3)", ERROR),
          new Case("decimal(text, 10, 3)", "decimal(10, 3)", "100.000"),
          new Case("decimal(text + 'x', 10, 3)", "decimal(10, 3)", ERROR),
          new Case("decimal('1e999999999' + '', 10, 3)", "decimal(10, 3)", ERROR),
          new Case("price / (price - price)", "decimal(24, 14)", ERROR),
          new Case("n == 7 ? price : rate", "decimal(12, 4)", "12.5000"),
          new Case("n == 8 ? price : rate", "decimal(12, 4)", "-0.0810"),
          new Case("gone.orValue(price)", "decimal(11, 3)", "12.500"),
          new Case("here.orValue(price)", "decimal(10, 2)", "1.50"),
          new Case("row.?gone.or(row.?here).orValue(decimal('0'))", "decimal(10, 3)", "1.500"),
          new Case("row.?here.optMap(h, h * 2).orValue(rate)", "decimal(12, 4)", "3.0000"),
          new Case("cel.bind(p, price * 2, p + p)", "decimal(12, 2)", "50.00"),
          new Case("list[0]", "decimal(6, 3)", "1.000"),
          new Case("map['a']", "decimal(7, 2)", "3.50"),
          new Case("map[?'b'].orValue(rate)", "decimal(9, 4)", "-0.0810"),
          new Case("math.greatest(price, rate)", "decimal(12, 4)", "12.5000"),
          new Case("math.least(price, rate, decimal('1.00001'))", "decimal(13, 5)", "-0.08100"),
          new Case("math.abs(rate)", "decimal(5, 4)", "0.0810"),
          new Case("math.round(price)", "decimal(9, 0)", "13"),
          new Case("math.floor(rate)", "decimal(2, 0)", "-1"),
          new Case("math.ceil(rate)", "decimal(2, 0)", "0"),
          new Case("math.trunc(price)", "decimal(9, 0)", "12"),
          new Case("[price, rate]", "list<decimal(12, 4)>", "[12.5000, -0.0810]"),
          new Case("list + [price]", "list<decimal(11, 3)>", "[1.000, 2.500, 12.500]"),
          new Case("list.map(v, v * 2)", "list<decimal(7, 3)>", "[2.000, 5.000]"),
          new Case("list.filter(v, v > 2)", "list<decimal(6, 3)>", "[2.500]"),
          new Case("list.transformList(i, v, v + i)", "list<decimal(23, 3)>", "[1.000, 3.500]"),
          new Case(
              "{'p': price, 'r': rate}", "map<string, decimal(12, 4)>", "{p=12.5000, r=-0.0810}"),
          new Case("math.sign(rate)", "int", "-1"),
          new Case("int(price)", "int", "12"),
          new Case("int(huge)", "int", ERROR),
          new Case("double(rate)", "double", "-0.081"),
          new Case("string(price) + string(rate)", "string", "12.50-0.0810"),
          new Case("price == decimal('12.5') && price != rate && price > n", "bool", "true"),
          new Case("price < 13 && price <= decimal('12.50000') && 13 >= price", "bool", "true"),
          new Case("price in [rate, decimal('12.5')]", "bool", "true"),
          new Case(
              "list.exists(v, v == 1) && list == [decimal('1'), decimal('2.5')]", "bool", "true"),
          new Case("row.?here == row.?gone", "bool", "false"));

  private static JavaBatch batch() {
    JavaBatch batch = new JavaBatch();
    batch.addMember("static final java.math.BigDecimal NOTHING = null;");
    batch.addMember("static long n() { return 7; }");
    batch.addMember("static double x() { return 0.1; }");
    batch.addMember(
        "static java.util.List<java.math.BigDecimal> list() { return java.util.List.of("
            + "new java.math.BigDecimal(\"1.000\"), new java.math.BigDecimal(\"2.500\")); }");
    batch.addMember(
        "static java.util.Map<String, java.math.BigDecimal> map() { return java.util.Map.of("
            + "\"a\", new java.math.BigDecimal(\"3.50\")); }");
    return batch;
  }

  @Test
  void valuesHaveTheDigitsOfTheirTypes() {
    Scope scope = Scope.builder().row(ROW).build();
    JavaBatch batch = batch();
    List<String> types = new ArrayList<>();
    for (Case test : CASES) {
      TypedExpression expression = Expressions.compile(test.expression(), scope);
      types.add(expression.type().display());
      batch.add(expression, new Values());
    }
    batch.compile();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      Case test = CASES.get(i);
      Object actual = batch.run(i);
      String shown = actual instanceof BigDecimal d ? d.toPlainString() : String.valueOf(actual);
      boolean fits =
          test.value() == ERROR
              ? actual instanceof ExpressionException
              : shown.equals(test.value());
      if (!fits || !types.get(i).equals(test.type())) {
        wrong.add(test + " gave " + types.get(i) + " " + shown + "\n" + batch.method(i));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Every operation of random operands, against BigDecimal's exact arithmetic. */
  @Test
  void operationsAreExactWhereDigitsSuffice() {
    Random random = new Random(7);
    Scope scope = Scope.builder().row(ROW).build();
    JavaBatch batch = new JavaBatch();
    List<BigDecimal> expected = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      BigDecimal a = literal(random);
      BigDecimal b = literal(random);
      String operator = List.of("+", "-", "*", "/").get(i % 4);
      if (operator.equals("/") && b.signum() == 0) {
        continue;
      }
      String text =
          "decimal('"
              + a.toPlainString()
              + "') "
              + operator
              + " decimal('"
              + b.toPlainString()
              + "')";
      TypedExpression expression = Expressions.compile(text, scope);
      DecimalType type = (DecimalType) expression.type();
      BigDecimal exact =
          switch (operator) {
            case "+" -> a.add(b);
            case "-" -> a.subtract(b);
            case "*" -> a.multiply(b);
            default -> a.divide(b, type.scale(), RoundingMode.HALF_UP);
          };
      expected.add(exact.setScale(type.scale(), RoundingMode.HALF_UP));
      types.add(type);
      batch.add(expression, new Values());
    }
    batch.compile();
    for (int i = 0; i < expected.size(); i++) {
      DecimalType type = (DecimalType) types.get(i);
      assertThat(batch.run(i)).as(batch.method(i)).isEqualTo(expected.get(i));
      assertThat(expected.get(i).precision()).isLessThanOrEqualTo(type.precision());
    }
  }

  private static BigDecimal literal(Random random) {
    int digits = 1 + random.nextInt(18);
    BigInteger unscaled = new BigInteger(digits * 3, random);
    BigDecimal value = new BigDecimal(unscaled, random.nextInt(digits + 1));
    return random.nextBoolean() ? value.negate() : value;
  }
}
