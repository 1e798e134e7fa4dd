package io.millrace.compiler.expr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All functions that expressions may use, by CEL's name. */
final class Functions {
  private static final String OPERATORS =
      """
      _+_(int, int): int = IntOps.add($1, $2) !
      _+_(double, double): double = $1 + $2
      _+_(string, string): string = $1 + $2
      _+_(bytes, bytes): bytes = BytesOps.concat($1, $2)
      _+_(list<A>, list<A>): list<A> = ListOps.concat($1, $2)
      _+_(timestamp, duration): timestamp = TimeOps.plus($1, $2) !
      _+_(duration, timestamp): timestamp = TimeOps.plus($2, $1) !
      _+_(duration, duration): duration = DurationOps.add($1, $2) !
      _-_(int, int): int = IntOps.subtract($1, $2) !
      _-_(double, double): double = $1 - $2
      _-_(timestamp, duration): timestamp = TimeOps.minus($1, $2) !
      _-_(timestamp, timestamp): duration = TimeOps.between($2, $1) !
      _-_(duration, duration): duration = DurationOps.subtract($1, $2) !
      _*_(int, int): int = IntOps.multiply($1, $2) !
      _*_(double, double): double = $1 * $2
      _/_(int, int): int = IntOps.divide($1, $2) !
      _/_(double, double): double = $1 / $2
      _%_(int, int): int = IntOps.remainder($1, $2) !
      -_(int): int = IntOps.negate($1) !
      -_(double): double = -$1
      !_(bool): bool = !$1
      _?_:_(bool, A, A): A
      _&&_(bool, bool): bool
      _||_(bool, bool): bool
      _==_(bool, bool): bool
      _==_(int, int): bool
      _==_(double, double): bool
      _==_(string, string): bool
      _==_(bytes, bytes): bool
      _==_(timestamp, timestamp): bool
      _==_(duration, duration): bool
      _==_(list<A>, list<A>): bool
      _==_(map<string, A>, map<string, A>): bool
      _==_(optional<A>, optional<A>): bool
      _!=_(bool, bool): bool
      _!=_(int, int): bool
      _!=_(double, double): bool
      _!=_(string, string): bool
      _!=_(bytes, bytes): bool
      _!=_(timestamp, timestamp): bool
      _!=_(duration, duration): bool
      _!=_(list<A>, list<A>): bool
      _!=_(map<string, A>, map<string, A>): bool
      _!=_(optional<A>, optional<A>): bool
      _==_(int, double): bool = MixedOps.equal($1, $2)
      _==_(double, int): bool = MixedOps.equal($2, $1)
      _!=_(int, double): bool = !MixedOps.equal($1, $2)
      _!=_(double, int): bool = !MixedOps.equal($2, $1)
      _<_(int, int): bool = $1 < $2
      _<_(double, double): bool = $1 < $2
      _<_(int, double): bool = MixedOps.less($1, $2)
      _<_(double, int): bool = MixedOps.greater($2, $1)
      _<_(string, string): bool = StringOps.compare($1, $2) < 0
      _<_(bytes, bytes): bool = BytesOps.compare($1, $2) < 0
      _<_(bool, bool): bool = !$1 && $2
      _<_(timestamp, timestamp): bool = $1 < $2
      _<_(duration, duration): bool = $1 < $2
      _<=_(int, int): bool = $1 <= $2
      _<=_(double, double): bool = $1 <= $2
      _<=_(int, double): bool = MixedOps.lessOrEqual($1, $2)
      _<=_(double, int): bool = MixedOps.greaterOrEqual($2, $1)
      _<=_(string, string): bool = StringOps.compare($1, $2) <= 0
      _<=_(bytes, bytes): bool = BytesOps.compare($1, $2) <= 0
      _<=_(bool, bool): bool = !$1 || $2
      _<=_(timestamp, timestamp): bool = $1 <= $2
      _<=_(duration, duration): bool = $1 <= $2
      _>_(int, int): bool = $1 > $2
      _>_(double, double): bool = $1 > $2
      _>_(int, double): bool = MixedOps.greater($1, $2)
      _>_(double, int): bool = MixedOps.less($2, $1)
      _>_(string, string): bool = StringOps.compare($1, $2) > 0
      _>_(bytes, bytes): bool = BytesOps.compare($1, $2) > 0
      _>_(bool, bool): bool = $1 && !$2
      _>_(timestamp, timestamp): bool = $1 > $2
      _>_(duration, duration): bool = $1 > $2
      _>=_(int, int): bool = $1 >= $2
      _>=_(double, double): bool = $1 >= $2
      _>=_(int, double): bool = MixedOps.greaterOrEqual($1, $2)
      _>=_(double, int): bool = MixedOps.lessOrEqual($2, $1)
      _>=_(string, string): bool = StringOps.compare($1, $2) >= 0
      _>=_(bytes, bytes): bool = BytesOps.compare($1, $2) >= 0
      _>=_(bool, bool): bool = $1 || !$2
      _>=_(timestamp, timestamp): bool = $1 >= $2
      _>=_(duration, duration): bool = $1 >= $2
      @in(A, list<A>): bool = ListOps.contains($2, $1)
      @in(string, map<string, A>): bool = $2.containsKey($1)
      _[_](list<A>, int): A = ListOps.get($1, $2) !
      _[_](map<string, A>, string): A = MapOps.get($1, $2) !
      _[_](optional<list<A>>, int): optional<A>
      _[_](optional<map<string, A>>, string): optional<A>
      _[?_](list<A>, int): optional<A> = ListOps.find($1, $2)
      _[?_](map<string, A>, string): optional<A> = $1.get($2)
      _[?_](optional<list<A>>, int): optional<A>
      _[?_](optional<map<string, A>>, string): optional<A>
      optional.of(A): optional<A>
      optional.none(): optional<A>
      optional.ofNonZeroValue(A): optional<A>
      on hasValue(optional<A>): bool
      on value(optional<A>): A !
      on or(optional<A>, optional<A>): optional<A>
      on orValue(optional<A>, A): A
      @bool(bool): bool
      @optional(A): optional<A>
      @elements(optional<A>): list<A>
      @first(list<A>): optional<A>
      """;

  /** An int beside a decimal becomes one; {@code #scale} is that of the result. */
  private static final String DECIMALS =
      """
      _+_(decimal, decimal): decimal = $1.add($2)
      _+_(decimal, int): decimal
      _+_(int, decimal): decimal
      _-_(decimal, decimal): decimal = $1.subtract($2)
      _-_(decimal, int): decimal
      _-_(int, decimal): decimal
      _*_(decimal, decimal): decimal = $1.multiply($2)
      _*_(decimal, int): decimal
      _*_(int, decimal): decimal
      _/_(decimal, decimal): decimal = DecimalOps.divide($1, $2, #scale) !
      _/_(decimal, int): decimal
      _/_(int, decimal): decimal
      _%_(decimal, decimal): decimal = DecimalOps.remainder($1, $2) !
      _%_(decimal, int): decimal
      _%_(int, decimal): decimal
      -_(decimal): decimal = $1.negate()
      _==_(decimal, decimal): bool = $1.compareTo($2) == 0
      _==_(decimal, int): bool
      _==_(int, decimal): bool
      _!=_(decimal, decimal): bool = $1.compareTo($2) != 0
      _!=_(decimal, int): bool
      _!=_(int, decimal): bool
      _<_(decimal, decimal): bool = $1.compareTo($2) < 0
      _<_(decimal, int): bool
      _<_(int, decimal): bool
      _<=_(decimal, decimal): bool = $1.compareTo($2) <= 0
      _<=_(decimal, int): bool
      _<=_(int, decimal): bool
      _>_(decimal, decimal): bool = $1.compareTo($2) > 0
      _>_(decimal, int): bool
      _>_(int, decimal): bool
      _>=_(decimal, decimal): bool = $1.compareTo($2) >= 0
      _>=_(decimal, int): bool
      _>=_(int, decimal): bool
      decimal(decimal): decimal = $1
      decimal(int): decimal = BigDecimal.valueOf($1)
      decimal(string): decimal
      decimal(double): decimal
      decimal(decimal, int, int): decimal !
      decimal(int, int, int): decimal !
      decimal(double, int, int): decimal !
      decimal(string, int, int): decimal !
      int(decimal): int = DecimalOps.toInt($1) !
      double(decimal): double = $1.doubleValue()
      string(decimal): string = $1.toPlainString()
      math.greatest(decimal): decimal = $1
      math.greatest(decimal, decimal): decimal = $1.max($2)
      math.least(decimal): decimal = $1
      math.least(decimal, decimal): decimal = $1.min($2)
      math.abs(decimal): decimal = $1.abs()
      math.sign(decimal): int = DecimalOps.sign($1)
      math.ceil(decimal): decimal = DecimalOps.ceil($1)
      math.floor(decimal): decimal = DecimalOps.floor($1)
      math.round(decimal): decimal = DecimalOps.round($1)
      math.trunc(decimal): decimal = DecimalOps.truncate($1)
      """;

  private static final String CONVERSIONS =
      """
      bool(bool): bool = $1
      bool(string): bool = StringOps.toBool($1) !
      int(int): int = $1
      int(double): int = IntOps.fromDouble($1) !
      int(string): int = IntOps.parse($1) !
      int(timestamp): int = TimeOps.toSeconds($1)
      double(double): double = $1
      double(int): double = (double) $1
      double(string): double = StringOps.toDouble($1) !
      string(string): string = $1
      string(bool): string = String.valueOf($1)
      string(int): string = String.valueOf($1)
      string(double): string = StringOps.fromDouble($1)
      string(bytes): string = BytesOps.decodeUtf8($1) !
      string(timestamp): string = TimeOps.format($1)
      string(duration): string = DurationOps.format($1)
      bytes(bytes): bytes = $1
      bytes(string): bytes = BytesOps.encodeUtf8($1)
      timestamp(timestamp): timestamp = $1
      timestamp(int): timestamp = TimeOps.fromSeconds($1) !
      timestamp(string): timestamp = TimeOps.parse($1) !
      duration(duration): duration = $1
      duration(string): duration = DurationOps.parse($1) !
      """;

  private static final String STRINGS =
      """
      size(string): int = StringOps.size($1)
      size(bytes): int = $1.length
      size(list<A>): int = $1.size()
      size(map<string, A>): int = $1.size()
      on size(string): int = StringOps.size($1)
      on size(bytes): int = $1.length
      on size(list<A>): int = $1.size()
      on size(map<string, A>): int = $1.size()
      on contains(string, string): bool = $1.contains($2)
      on startsWith(string, string): bool = $1.startsWith($2)
      on endsWith(string, string): bool = $1.endsWith($2)
      on matches(string, string): bool = StringOps.matches($1, $2) !
      matches(string, string): bool = StringOps.matches($1, $2) !
      regex.extract(string, string): optional<string> = StringOps.extract($1, $2) !
      regex.extractAll(string, string): list<string> = StringOps.extractAll($1, $2) !
      on charAt(string, int): string = StringOps.charAt($1, $2) !
      on indexOf(string, string): int = StringOps.indexOf($1, $2)
      on indexOf(string, string, int): int = StringOps.indexOf($1, $2, $3) !
      on lastIndexOf(string, string): int = StringOps.lastIndexOf($1, $2)
      on lastIndexOf(string, string, int): int = StringOps.lastIndexOf($1, $2, $3) !
      on lowerAscii(string): string = StringOps.lowerAscii($1)
      on upperAscii(string): string = StringOps.upperAscii($1)
      on replace(string, string, string): string = $1.replace($2, $3)
      on replace(string, string, string, int): string = StringOps.replace($1, $2, $3, $4)
      on split(string, string): list<string> = StringOps.split($1, $2)
      on split(string, string, int): list<string> = StringOps.split($1, $2, $3)
      on substring(string, int): string = StringOps.substring($1, $2) !
      on substring(string, int, int): string = StringOps.substring($1, $2, $3) !
      on trim(string): string = StringOps.trim($1)
      on reverse(string): string = StringOps.reverse($1)
      on join(list<string>): string = String.join("", $1)
      on join(list<string>, string): string = String.join($2, $1)
      strings.quote(string): string = StringOps.quote($1)
      base64.encode(bytes): string = BytesOps.encodeBase64($1)
      base64.decode(string): bytes = BytesOps.decodeBase64($1) !
      """;

  private static final String TIMES =
      """
      on getFullYear(timestamp): int = TimeOps.year($1)
      on getMonth(timestamp): int = TimeOps.month($1)
      on getDate(timestamp): int = TimeOps.dayOfMonth($1) + 1
      on getDayOfMonth(timestamp): int = TimeOps.dayOfMonth($1)
      on getDayOfWeek(timestamp): int = TimeOps.dayOfWeek($1)
      on getDayOfYear(timestamp): int = TimeOps.dayOfYear($1)
      on getHours(timestamp): int = TimeOps.hour($1)
      on getMinutes(timestamp): int = TimeOps.minute($1)
      on getSeconds(timestamp): int = TimeOps.second($1)
      on getMilliseconds(timestamp): int = TimeOps.millisecond($1)
      on getFullYear(timestamp, string): int = TimeOps.year($1, $2) !
      on getMonth(timestamp, string): int = TimeOps.month($1, $2) !
      on getDate(timestamp, string): int = TimeOps.dayOfMonth($1, $2) + 1 !
      on getDayOfMonth(timestamp, string): int = TimeOps.dayOfMonth($1, $2) !
      on getDayOfWeek(timestamp, string): int = TimeOps.dayOfWeek($1, $2) !
      on getDayOfYear(timestamp, string): int = TimeOps.dayOfYear($1, $2) !
      on getHours(timestamp, string): int = TimeOps.hour($1, $2) !
      on getMinutes(timestamp, string): int = TimeOps.minute($1, $2) !
      on getSeconds(timestamp, string): int = TimeOps.second($1, $2) !
      on getMilliseconds(timestamp, string): int = TimeOps.millisecond($1, $2) !
      on format(timestamp, string): string = TimeFormat.of($2).write($1) !
      on format(timestamp, string, string): string = TimeFormat.of($2).write($1, TimeOps.zone($3)) !
      on getHours(duration): int = DurationOps.hours($1)
      on getMinutes(duration): int = DurationOps.minutes($1)
      on getSeconds(duration): int = DurationOps.seconds($1)
      on getMilliseconds(duration): int = DurationOps.milliseconds($1)
      """;

  private static final String MATH =
      """
      math.greatest(int): int = $1
      math.greatest(double): double = $1
      math.greatest(int, int): int = Math.max($1, $2)
      math.greatest(double, double): double = DoubleOps.greatest($1, $2)
      math.greatest(list<int>): int = ListOps.greatestInt($1) !
      math.greatest(list<double>): double = ListOps.greatestDouble($1) !
      math.least(int): int = $1
      math.least(double): double = $1
      math.least(int, int): int = Math.min($1, $2)
      math.least(double, double): double = DoubleOps.least($1, $2)
      math.least(list<int>): int = ListOps.leastInt($1) !
      math.least(list<double>): double = ListOps.leastDouble($1) !
      math.ceil(double): double = Math.ceil($1)
      math.floor(double): double = Math.floor($1)
      math.round(double): double = DoubleOps.round($1)
      math.trunc(double): double = DoubleOps.truncate($1)
      math.sqrt(double): double = Math.sqrt($1)
      math.sqrt(int): double = Math.sqrt((double) $1)
      math.abs(int): int = IntOps.abs($1) !
      math.abs(double): double = Math.abs($1)
      math.sign(int): int = Long.signum($1)
      math.sign(double): double = Math.signum($1)
      math.isNaN(double): bool = Double.isNaN($1)
      math.isInf(double): bool = Double.isInfinite($1)
      math.isFinite(double): bool = Double.isFinite($1)
      math.bitAnd(int, int): int = $1 & $2
      math.bitOr(int, int): int = $1 | $2
      math.bitXor(int, int): int = $1 ^ $2
      math.bitNot(int): int = ~$1
      math.bitShiftLeft(int, int): int = IntOps.shiftLeft($1, $2) !
      math.bitShiftRight(int, int): int = IntOps.shiftRight($1, $2) !
      """;

  private static final String LISTS =
      """
      on slice(list<A>, int, int): list<A> = ListOps.slice($1, $2, $3) !
      on distinct(list<A>): list<A> = ListOps.distinct($1)
      on reverse(list<A>): list<A> = ListOps.reversed($1)
      on flatten(list<list<A>>): list<A> = ListOps.flatten($1)
      """;

  /** Declared only where a slot allows aggregates. */
  private static final String AGGREGATES =
      """
      count(): int
      count(A): int
      sum(int): int
      sum(double): double
      sum(decimal): decimal
      avg(int): double
      avg(double): double
      avg(decimal): decimal
      min(int): int
      min(double): double
      min(decimal): decimal
      min(string): string
      min(timestamp): timestamp
      min(duration): duration
      max(int): int
      max(double): double
      max(decimal): decimal
      max(string): string
      max(timestamp): timestamp
      max(duration): duration
      first(A): A
      last(A): A
      arg_min(A, int): A
      arg_min(A, double): A
      arg_min(A, decimal): A
      arg_min(A, string): A
      arg_min(A, timestamp): A
      arg_min(A, duration): A
      arg_max(A, int): A
      arg_max(A, double): A
      arg_max(A, decimal): A
      arg_max(A, string): A
      arg_max(A, timestamp): A
      arg_max(A, duration): A
      collect(A): list<A>
      collect_distinct(bool): list<bool>
      collect_distinct(int): list<int>
      collect_distinct(double): list<double>
      collect_distinct(decimal): list<decimal>
      collect_distinct(string): list<string>
      collect_distinct(timestamp): list<timestamp>
      collect_distinct(duration): list<duration>
      stddev(int): double
      stddev(double): double
      stddev_pop(int): double
      stddev_pop(double): double
      variance(int): double
      variance(double): double
      variance_pop(int): double
      variance_pop(double): double
      percentile(int, double): double
      percentile(double, double): double
      approx_count_distinct(bool): int
      approx_count_distinct(int): int
      approx_count_distinct(double): int
      approx_count_distinct(string): int
      approx_count_distinct(bytes): int
      approx_count_distinct(timestamp): int
      approx_count_distinct(duration): int
      count_distinct(bool): int
      count_distinct(int): int
      count_distinct(double): int
      count_distinct(decimal): int
      count_distinct(string): int
      count_distinct(timestamp): int
      count_distinct(duration): int
      """;

  /** Macros: they look like functions and bind variables or test presence. */
  static final Set<String> MACROS =
      Set.of(
          "has",
          "all",
          "exists",
          "exists_one",
          "existsOne",
          "map",
          "filter",
          "transformList",
          "transformMap",
          "optMap",
          "optFlatMap",
          "cel.bind");

  private static final Map<String, List<Function>> BY_NAME = new LinkedHashMap<>();
  private static final Map<String, Function> BY_ID = new LinkedHashMap<>();
  private static final Map<String, List<Function>> AGGREGATES_BY_NAME = new LinkedHashMap<>();

  static {
    for (String table : List.of(OPERATORS, DECIMALS, CONVERSIONS, STRINGS, TIMES, MATH, LISTS)) {
      for (Function function : FunctionTable.parse(table)) {
        BY_NAME.computeIfAbsent(function.name(), name -> new ArrayList<>()).add(function);
        if (BY_ID.put(function.id(), function) != null) {
          throw new IllegalStateException("declared twice: " + function.id());
        }
      }
    }
    for (Function function : FunctionTable.parse(AGGREGATES)) {
      AGGREGATES_BY_NAME.computeIfAbsent(function.name(), name -> new ArrayList<>()).add(function);
    }
    addConditionalAggregates();
  }

  private Functions() {}

  /** {@code sum_if(x, cond)} beside {@code sum(x)}. */
  private static void addConditionalAggregates() {
    for (List<Function> overloads : List.copyOf(AGGREGATES_BY_NAME.values())) {
      String name = overloads.get(0).name() + "_if";
      List<Function> conditional = new ArrayList<>();
      for (Function plain : overloads) {
        List<String> parameters = new ArrayList<>(plain.parameters());
        parameters.add("bool");
        conditional.add(new Function(name, false, parameters, plain.result(), "", false));
      }
      AGGREGATES_BY_NAME.put(name, conditional);
    }
  }

  /** The overloads of a function; empty where there is none. */
  static List<Function> named(String name) {
    return BY_NAME.getOrDefault(name, List.of());
  }

  /** The overloads of an aggregate function; empty where it is none. */
  static List<Function> aggregates(String name) {
    return AGGREGATES_BY_NAME.getOrDefault(name, List.of());
  }

  static boolean isAggregate(String name) {
    return AGGREGATES_BY_NAME.containsKey(name);
  }

  static boolean isDeclared(String id) {
    return BY_ID.containsKey(id);
  }

  /** The overload with that id. */
  static Function byId(String id) {
    Function function = BY_ID.get(id);
    if (function == null) {
      throw new IllegalArgumentException("no overload " + id);
    }
    return function;
  }

  /** Equality of a record type, which no table can list. */
  static Function equality(String name, String recordType) {
    return new Function(name, false, List.of(recordType, recordType), "bool", "", false);
  }

  /** Names that a user may have meant. */
  static Collection<String> names() {
    List<String> names = new ArrayList<>(MACROS);
    for (String name : BY_NAME.keySet()) {
      if (Character.isLetter(name.charAt(0))) {
        names.add(name);
      }
    }
    return names;
  }

  static Collection<String> aggregateNames() {
    return AGGREGATES_BY_NAME.keySet();
  }
}
