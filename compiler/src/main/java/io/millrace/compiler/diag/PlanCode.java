package io.millrace.compiler.diag;

/** Codes of the pipeline as a whole: time, keys, state, delivery. */
public enum PlanCode implements DiagnosticCode {
  PLN001(
      "A pipeline has a source and a sink",
      "Without a source nothing is read, and without a sink nothing comes out."),
  PLN002(
      Severity.WARNING,
      "Every node is used",
      "Nothing reads this node, so it is left out of the job. Give it a sink, or remove it."),
  PLN003(
      "An event-time window has watermarks",
      "A window fires when the watermark passes its end, and watermarks come from sources that"
          + " declare `time`. Declare it on every source that reaches the window, for example"
          + " `time: { field: at, max-out-of-orderness: 5s }`."),
  PLN004(
      "An aggregate has a key",
      "Write `key: [field]` to aggregate per value of a field. For one total over all rows, which a"
          + " single task computes, write `key: []`."),
  PLN005(
      "Merged inputs have one row type",
      "Several inputs are merged only if their rows have the same fields with the same types. Bring"
          + " them to one shape with `select` first."),
  PLN006(
      "Updating rows go where they can be taken back",
      "A running aggregate emits a new version of a row with each input, which replaces the last one."
          + " A file keeps what was written; a window may have ended; a topic finds a row by its key."
          + " Where the old version cannot be taken back, results would be silently wrong."),
  PLN007(
      "A Kafka key is the key of the updates",
      "The rows of an updating stream replace one another by key. If the Kafka key were another one,"
          + " compaction and readers would keep the wrong row."),
  PLN008(
      "The raw format has one field",
      "`raw` writes and reads the value as it is, so its rows have exactly one field, a string or"
          + " bytes."),
  PLN009(
      "CSV has flat rows",
      "A column of CSV holds a scalar; lists, maps and records do not fit. Use `json`, or `select`"
          + " the parts."),
  PLN010(
      "Transactions outlive checkpoints",
      "An exactly-once Kafka sink commits its transaction when a checkpoint completes. If the broker"
          + " ends the transaction earlier (`transaction-timeout`), its records are lost. Make it longer"
          + " than checkpoint interval, checkpoint timeout and the longest restart together; brokers"
          + " allow 15m unless set up otherwise."),
  PLN011(
      "Exactly-once sinks need exactly-once checkpoints",
      "With `checkpoint: { mode: at-least-once }` records after a recovery are processed twice, so no"
          + " sink can be exactly-once."),
  PLN012(
      "Keys are scalars",
      "A key is compared and hashed on every record and never migrated: bool, int, string, timestamp"
          + " and duration are keys; double, bytes, lists, maps and records are not."),
  PLN013(
      "Event time is a timestamp that is always there",
      "`time.field` names a field of type `timestamp` that is not nullable."),
  PLN014("Fields of a row have different names", "Two fields of one row would have the same name."),
  PLN015(
      "A literal fits its field",
      "A value of an `elements` row, or the default of a field, is not of the field's type."),
  PLN016("A default fits its parameter", "The default of a parameter is not of its type."),
  PLN017("A row has a field", "The node would emit rows without fields."),
  PLN018(
      "Batch mode has an end",
      "`mode: batch` runs until all input is read, so every source must be bounded: give a Kafka"
          + " source a `stop` and a datagen source a `count`."),
  PLN019(
      Severity.WARNING,
      "A checkpoint has time to finish",
      "The checkpoint timeout is shorter than the interval between checkpoints is long, or so short"
          + " that checkpoints under load will expire."),
  PLN020(
      Severity.WARNING,
      "State ends",
      "A running aggregate keeps an accumulator per key for ever, and so do other operators without a"
          + " bound; the message names what is kept. Set `state: { ttl: 7d }` on the operator, or under"
          + " `job` for all of them, to forget what was not seen for that long."),
  PLN021(
      "A window has a bounded number of slices",
      "A sliding window is made of slices, one or two for each slide, which are merged when the window"
          + " ends. It covers at most 100,000 of them: choose a longer slide or a shorter size."),
  PLN022(
      "A deploy-time value fits its place",
      "A checkpoint interval is at least 10ms, and a time is one that the calendar has."),
  PLN023(
      "A type is well-formed",
      "A type is a name, `list<T>` or `map<string, T>`, with `?` behind it if the field may be absent."
          + " What a list or map holds is never absent."),
  PLN024(
      "`unnest` takes a list",
      "The expression under `list` gives the elements that become rows, so it must be a list."),
  PLN025(
      Severity.WARNING,
      "An error policy has something to do",
      "`on-error` of an operator is for rows for which one of its expressions has no value: overflow,"
          + " division by zero, a missing map key. None of the node's expressions can fail, so remove"
          + " it."),
  PLN026(
      "An error policy leaves out only rows that stand for themselves",
      "Rows of an updating stream replace one another. If one of them were skipped or sent to another"
          + " sink, the row that it replaces would stay for good. Guard the expression instead."),
  PLN040(
      "An aggregate of updating rows can take them back",
      "When a row is updated, its old values leave the aggregate and the new ones enter it. `count`,"
          + " `sum` and `avg` subtract; `min`, `max` and `count_distinct` keep all values with their"
          + " counts. `first` and `last` go by event time, and an update comes at another time than the"
          + " row that it replaces."),
  PLN041(
      "Rows are ordered by values that are there",
      "`order-by` compares rows by scalars: bool, int, double, string, timestamp or duration, which"
          + " are never absent. Whether absent values stand first or last is for the expression to say."),
  PLN042(
      "`window: input` reads results of windows",
      "All results of one window carry the same event time, which is how `window: input` tells them"
          + " apart. Rows that do not come from an aggregate with a window have no such time."),
  PLN043(
      "A `top-n` ranks windows of time, once each",
      "A window that counts rows has no place where all keys meet, and one with allowed lateness or early"
          + " results would rank again what was ranked before. Rank without a window to get updates."),
  PLN070(
      "A Kafka record's timestamp is known",
      "`timestamp: event-time` stamps records with the event time of their rows, which comes from the"
          + " `time` of sources; `timestamp: { field: at }` needs a field of type `timestamp` that is"
          + " never absent."),
  PLN071(
      "A column of a database is a scalar",
      "Tables hold bool, int, double, string, bytes and timestamp. `select` the parts of records and"
          + " lists that the table needs, and write durations as numbers."),
  PLN072(
      "A row of a table is replaced by its key",
      "Rows that update one another do so by a key, and the sink must use the same one to replace or"
          + " delete them in the table. A key's fields are always there, as NULL equals nothing."),
  PLN080(
      "An option of a format fits its node",
      "`subject` and `name` say how a sink registers and names the schema that it writes. A source reads the schemas of its"
          + " records from the registry, so there they would do nothing."),
  PLN081(
      "Names in Avro are letters, digits and underscores",
      "The schema that a sink writes has the names of the row's fields, and Avro allows only letters, digits and `_` in them, and no"
          + " digit in front. Rename the field, or its key with `name:`."),
  PLN090(
      "Event-time timers have event time",
      "A timer of a `process` fires when the watermark passes its time. Without event time on every"
          + " source that reaches the node there are no watermarks: declare `time` there, or let the"
          + " timer follow the clock with `time: processing`."),
  PLN091(
      "All rows of an output have one shape",
      "Each rule of a `process` that emits to an output gives the same fields with the same types; a"
          + " field may be absent if it may be in one of them. Send rows of another shape to an output"
          + " of their own with `emit-to`."),
  PLN092(
      "An action fits the state's kind",
      "Values change with `set` and `clear`; lists also with `append`, maps also with `put` and"
          + " `remove`."),
  PLN094(
      Severity.WARNING,
      "State is written and read",
      "A state that no rule changes is always what it is at first, and one that no expression reads"
          + " is kept for nothing."),
  PLN095(
      "A timer follows one time",
      "All rules that set a timer agree whether it fires by event time or by the clock."),
  PLN096(
      "An initial value fits its state",
      "The `initial` of a value is a literal of its type. Records, lists, maps and bytes have none."),
  PLN120(
      "A pattern has event time",
      "The steps of a `pattern` follow one another in event time, so every source that reaches it"
          + " declares `time`."),
  PLN121(
      "The options of a step fit together",
      "What must not come (`not`) is neither repeated nor optional and follows by `next` or"
          + " `followed-by`, but not a step that may be missing; `greedy` and `consecutive` are for"
          + " steps with `times`; the first step follows nothing."),
  PLN122(
      "A skip strategy names a step that matches rows",
      "The search goes on at the first or the last row of a step. It cannot go back to the row where"
          + " the match began."),
  PLN123(
      "A pattern begins with a row and ends",
      "The first step matches a row, and some step is always there. A pattern that ends with what must"
          + " not come, and rows for matches that timed out, need `within`."),
  PLN124(
      "The name of a step is free",
      "Steps are read by their names in expressions, where `row`, `param`, `key` and `meta` mean"
          + " something else, and where words like `in` and `if` are no names."),
  PLN125(
      Severity.WARNING,
      "State of Java functions ends",
      "A `KeyedProcessFunction` may keep state for each key, of which the compiler sees nothing. Let a"
          + " timer or a TTL end it, and take the warning away with a comment that says what does."),
  PLN126(
      "A Java function has one result a window",
      "An `AggregateFunction` makes rows that do not say which earlier result they replace. So its"
          + " windows are windows of time that end once, without `allowed-lateness` and `early`."),
  PLN110(
      "`from` takes a record that is there",
      "`from` of a `select` is a record whose fields become the row, so it must be a record and must"
          + " not be absent. Behind a filter or a route's case that tests it with `has(…)` it is not."),
  PLN050(
      Severity.WARNING,
      "Results that replace one another say of which window they are",
      "With `allowed-lateness` or `early` a window has several results, each in place of the one"
          + " before. Without a measure that is just `window.start` (of `cumulate` windows:"
          + " `window.end`) the rows have no key to find the earlier one by, so it is taken back row"
          + " by row, which few sinks understand. Add the measure, for example `from:"
          + " window.start`."),
  PLN060(
      "Joined fields have different names",
      "Without `fields` a join gives all fields of both inputs, which works only while no name is on both sides. Fields that are"
          + " equal by `on` under one name come out once. Otherwise choose with `fields: { name: left.name, other: right.name }`."),
  PLN061(
      "A join in event time has watermarks on both sides",
      "Window, interval and as-of joins give results when the lower watermark of both sides passes. A side without watermarks"
          + " holds them back for ever. Declare `time` on every source that reaches the join."),
  PLN062(
      "As-of joins are inner or left",
      "An as-of join looks for each left row's latest right row. Right rows without a left one are not known as such, since"
          + " later left rows may still take them, so only `inner` and `left` are kinds of it."),
  PLN063(
      "Windows of joins end once, by event time",
      "A result that comes again would have to take back rows that were alone and no longer are, so the window of a join has no"
          + " `allowed-lateness` and no `early` results; late rows go to the outputs `late-left` and `late-right`. Two inputs"
          + " that are counted, or put into windows by the clock, would be joined by chance."),
  PLN065(
      "Only inputs that end are awaited",
      "`await: end-of-input` holds rows back until the small input was read completely. One that never ends would hold them"
          + " back for ever."),
  PLN140(
      "A row without a value has no required fields",
      """
      With `on-tombstone: row` a record without a value becomes a row in which all fields of the \
      schema are absent. So they must be nullable or have a default, and the format must be `json`. \
      What the record does have, its key and headers, comes in by `columns`."""),
  PLN141(
      "A row has more than its key",
      """
      Fields of `key` are read from the record's key, and the others from its value. A schema of key \
      fields alone leaves nothing to read from the value."""),
  PLN167(
      "Only aggregates that two steps do not change are pre-aggregated",
      "With `pre-aggregate` each subtask aggregates what it reads, and passes it on when a window ends, at a checkpoint or when it"
          + " has much. That must not show in the results. So the windows are laid out in event time and have one result each, and"
          + " the functions are `count`, `sum` and `avg` of whole numbers and decimals, `min`, `max`, `percentile` and"
          + " `approx_count_distinct`.");

  private final String title;
  private final String explanation;
  private final Severity severity;

  PlanCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  PlanCode(Severity severity, String title, String explanation) {
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
