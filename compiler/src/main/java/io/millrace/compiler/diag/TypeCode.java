package io.millrace.compiler.diag;

/** Codes of types and expressions. */
public enum TypeCode implements DiagnosticCode {
  TYP001(
      "The expression is well-formed",
      "The text is not a CEL expression. The caret stands at the first token that does not fit."),
  TYP002(
      "Every name is known",
      "A bare name is a field of the row, a variable of a macro, or a slot of the place, such as"
          + " `param` or `window`. `row.x` always means the field."),
  TYP003(
      "Every field exists",
      "The record has no field of that name, or the value has no fields at all. Maps take any key:"
          + " `m.key` or `m['key']`."),
  TYP004(
      "Operands fit their operator",
      "An operator takes values of certain types. Numbers are not converted in arithmetic: write"
          + " `double(x)` or `int(x)`. Comparisons may mix int and double."),
  TYP005(
      "Every function exists",
      "There is no function of that name, or it is called on a value where it takes that value as"
          + " an argument, or the other way round."),
  TYP006(
      "Arguments fit their function",
      "A function takes certain numbers and types of arguments. The message lists them."),
  TYP007(
      "Absent values are not read",
      "A nullable field (`T?`) may be absent, and no function takes an absent value. Guard the read"
          + " with `has(f) && …`, `!has(f) || …` or `has(f) ? … : …`, or give a default:"
          + " `f.orValue(d)`. As the whole of an expression a nullable field may stand bare: the"
          + " result is then nullable."),
  TYP008(
      "`has` tests a field",
      "`has(f)` asks whether a field is there. For maps write `has(m.key)` or `'key' in m`."),
  TYP009(
      "There are no unsigned numbers",
      "CEL's `uint` has no place in pipelines, whose integers are 64 bits, signed. Write the number"
          + " without `u`."),
  TYP010(
      "Every value has one static type",
      "CEL's `dyn` would move type errors to run time. The elements of a list, and the values of a"
          + " map, are of one type, and `dyn()` does not exist."),
  TYP011(
      "There is no null literal",
      "Absence is part of a field's declaration. Test with `has(f)` or `!has(f)`, give a default"
          + " with `f.orValue(d)`, or write `optional.none()` for no value."),
  TYP012(
      "Types are not values",
      "Types are fixed when the pipeline is built, so `type(x)` and names of types as values do not"
          + " exist. `int(x)` and the like convert values."),
  TYP013(
      "A condition is a bool",
      "What filters, routes or guards is true or false. Numbers and texts are not: compare them."),
  TYP014(
      "A condition is never absent",
      "A condition must be true or false for every row. Say what an absent value means:"
          + " `flag.orValue(false)`."),
  TYP015(
      "Expressions are CEL, not SQL",
      "CEL writes `==` for `=`, `!=` for `<>`, `&&`, `||` and `!` for AND, OR and NOT, `!has(f)`"
          + " for `f IS NULL`, and `c ? a : b` for CASE."),
  TYP016(
      "A bare name means one thing",
      "A field of the row has the name of a slot. Write `row.x` for the field."),
  TYP017(
      "Aggregates stand in measures",
      "`count`, `sum` and the like need a group of rows. Use them in the measures of an `aggregate`"
          + " operator. For the larger of two values write `math.greatest(a, b)`."),
  TYP018(
      "Aggregates do not nest",
      "The argument of an aggregate is computed for one row, where another aggregate has no"
          + " meaning. Use two operators."),
  TYP019("Map keys are strings", "Maps are `map<string, T>`. Convert other keys with `string(x)`."),
  TYP020(
      "Expressions do not build records",
      "A record is built by the fields of a `select` operator or the measures of an `aggregate`."),
  TYP021(
      "Optionals are not kept",
      "An optional can be tested (`hasValue`), given a default (`orValue`), mapped (`optMap`), or"
          + " be the whole result. Lists, maps and other optionals do not hold optionals."),
  TYP022(
      "Literals that are parsed are valid",
      "A timestamp, a duration, a regular expression (RE2) or a time zone stands as text in the"
          + " expression and cannot be read. It would fail for every row."),
  TYP023(
      "Times are whole microseconds",
      "Timestamps and durations are kept in microseconds. A literal with finer digits would"
          + " silently be another value. Text that is parsed at run time is cut to microseconds."),
  TYP024(
      "Types can be inferred",
      "The elements of an empty list or map are of no known type, and nothing around it says"
          + " which."),
  TYP025(
      "Names do not start with a dot",
      "CEL's leading dot selects a namespace, and pipelines have none."),
  TYP026(
      "Expressions do not read the clock",
      "The result of a pipeline depends on its input alone, so that a replay gives the same. Use"
          + " the event time of the row."),
  // TYP027 to TYP029 were of a parser that no phase called. Numbers do not come back.
  TYP030(
      Severity.WARNING,
      "A test of presence can fail",
      "The field is never absent, so the test or the default does nothing. Remove it, or declare"
          + " the field nullable."),
  TYP031(
      "A macro declares variables",
      "The first arguments of `all`, `exists`, `map`, `filter`, `cel.bind` and the like are names"
          + " of new variables."),
  TYP038(
      "A percentile's fraction is a number from 0.0 to 1.0",
      "The second argument of `percentile` says which share of the values lies below the result:"
          + " `percentile(latency, 0.99)`. It is written out, as a number with a decimal point."),
  TYP042(
      "Joined keys are of one type",
      "Keys are compared as they are, so both sides of `on` have the same type. Convert one of them: `string(id)`."),
  TYP043(
      "A joined row is not a value",
      "`left`, `right`, `key` and `with` stand for rows whose fields can be read, as in `left.id`. To hand a whole row on, name its fields."),
  TYP045(
      "A header of a Kafka record is text or bytes",
      "Convert other values, for example with `string(amount)`. A header whose value is absent is"
          + " left out of the record."),
  TYP046(
      "What a lookup asks for is a plain value",
      "Values in queries and URLs are of type bool, int, double, string or timestamp. One in a URL"
          + " is always there; in a query an absent value is NULL."),
  TYP047(
      "The digits of a decimal are known",
      "Every decimal has a fixed number of digits, so that rows can hold it. They follow from the"
          + " operands of +, -, * and /, and from literals and ints; for a text or a double say"
          + " them: `decimal(x, 10, 2)` rounds half up to 2 digits behind the point, and fails"
          + " where more than 8 stand before it."),
  TYP048(
      "The digits of a decimal are literals within its bounds",
      "The second and third argument of `decimal(x, precision, scale)` decide the type of the"
          + " result, so they are whole numbers that are known when the pipeline is built: at most"
          + " 38 digits in all, and not more of them behind the point."),
  TYP049(
      "A schema file uses types that pipelines have",
      "Unions of several types, values of any type, types that contain themselves, and elements"
          + " that may be null have no counterpart in rows. Change the schema, or declare the"
          + " `fields` that the pipeline reads in the pipeline: what they leave out is skipped."),
  TYP050(
      "A schema file declares a record",
      "The type of a row is a record of Avro, or an object with `properties` of JSON Schema, and"
          + " each part of it says its type."),
  TYP075(
      "A .proto file is well-formed",
      "The file is not written in the language of Protocol Buffers: proto2, proto3, or an edition."
          + " The caret stands at the first place that does not fit."),
  TYP053(
      "A state takes values of its type",
      "What is set, appended or put has the type that the state declares; keys of maps are strings."),
  TYP054(
      "A timer fires at a timestamp", "The `at` of a timer is an expression of type `timestamp`."),
  TYP055(
      "What is emitted is a row",
      "The expression under `emit` gives a whole row: `row`, or a state that holds one. Fields are"
          + " written as a mapping."),
  TYP056(
      "What must be there is there",
      "Elements of lists, keys and values of maps, rows and times are never absent. Test the value"
          + " in the rule's condition, or give a default."),
  TYP060(
      "An argument of a Java function is a literal or a parameter",
      "`with` gives the constructor what the job knows when it starts: literals and `param.name`."
          + " What is computed from them is computed in Java.");

  private final String title;
  private final String explanation;
  private final Severity severity;

  TypeCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  TypeCode(Severity severity, String title, String explanation) {
    this.severity = severity;
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String id() {
    return name();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
