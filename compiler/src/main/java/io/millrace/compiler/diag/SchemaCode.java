package io.millrace.compiler.diag;

/** Codes of the shape of a file: which keys and which kinds of values stand where. */
public enum SchemaCode implements DiagnosticCode {
  SCH001(
      "The value has the right kind",
      """
      A key holds a value of another kind than it takes, for example a list where a text is \
      expected, or nothing at all.

      YAML decides the kind of a bare value by its looks: `2026` is a number and `true` a boolean. \
      Put quotes around one that is meant as text."""),
  SCH002(
      "Every key is a known field",
      """
      A mapping has a key that means nothing there: often a slip of the pen, a field of another \
      `type`, or a line with the wrong indentation.

      Unknown keys are errors because a misspelt optional field would otherwise be dropped in \
      silence. Follow-on errors, such as the field that is now missing, are folded into this one."""),
  SCH003(
      "Required fields are there",
      """
      A field without a default is missing. The diagnostic stands at the key of the mapping that \
      lacks it, and its help shows what the field looks like."""),
  SCH004(
      "The value is one of the choices",
      """
      The field takes one of a fixed set of words, and this is none of them. The choices are \
      listed in the message; they are case-sensitive.

      A wrong `type` gives this error alone: the node's other fields are checked when its type is \
      known."""),
  SCH005(
      "Names and texts have the right form",
      """
      Ids of pipelines, connections, windows, nodes and outputs are lower-case letters, digits and \
      hyphens and start with a letter: `per-account`. They become Flink uids, metric names and \
      parts of file names.

      Names of fields and parameters are letters, digits and `_`, because expressions use them: \
      `first_name`. A JSON key that is no such name is given by the field's `name`. Names of types \
      start with a capital letter: `Payment`.

      Some texts have a form of their own: times are written as RFC 3339 has it, a `topic-pattern` \
      is a regular expression."""),
  SCH006(
      "Durations are whole numbers with units",
      """
      A duration is a whole number with a unit, `ms`, `s`, `m`, `h` or `d`, or several of them, \
      largest first: `500ms`, `5s`, `1h30m`, `7d`.

      A bare number is refused: other tools take it as seconds or as milliseconds, and a factor of \
      1000 is not to be guessed. Sizes of windows, gaps and timeouts are longer than zero."""),
  SCH007(
      "Numbers are in range",
      """
      The number is below the smallest or above the largest value that the field takes. \
      Parallelism, for example, is between 1 and 32768, which is the highest number of key groups \
      in Flink."""),
  SCH008(
      "Nothing that is needed is empty",
      """
      A text, list or mapping is there and has nothing in it, where at least one entry is needed. \
      Fill it, or remove the key if it is optional."""),
  SCH009(
      "Nothing is listed twice",
      """
      An entry of a list is there a second time. In an `input` list it would double the rows; in \
      lists of fields it has no meaning."""),
  SCH010(
      "One of several fields is there",
      """
      Of a group of fields, exactly one (or at least one) has to be there, for example one of \
      `topic`, `topics` and `topic-pattern` of a Kafka source. Either none is there, or several \
      that exclude each other."""),
  SCH011(
      "Settings do not contradict each other",
      """
      Two settings of one mapping cannot both hold: a `select` that keeps and drops, renames a \
      field that it drops, or gives two fields one name; a `route` whose `otherwise` is also a \
      case; offsets by partition for more than one topic; a parallelism above `max-parallelism`."""),
  SCH012(
      "Windows cover all of time",
      """
      The `slide` of a sliding window is at most its `size`: with a longer one, rows between two \
      windows would be in none and be lost in silence. The `offset` is shorter than the distance \
      of two windows' starts; a longer one means the same as its remainder."""),
  SCH013(
      Severity.WARNING,
      "Settings have an effect",
      """
      The setting is allowed but does nothing here, because another one switches off what it is \
      about: a transaction timeout, for example, without `exactly-once` delivery."""),
  SCH014(
      "Parameters stand where they can be resolved",
      """
      `${parameter}` is replaced when the job starts, in texts that matter only then: topics, \
      addresses, paths, Kafka settings, parallelism, the checkpoint interval. What the compiler \
      has to know, as ids, types and windows, cannot depend on it.

      Expressions read a parameter as `param.name`, without quotes. In a quoted text inside an \
      expression, `${name}` is just these characters; where `name` is a parameter, that is \
      reported as a warning."""),
  SCH015(
      "A secret has no default",
      """
      A default would be written into the generated code and the job jar. Give the secret through \
      its environment variable, `env`, or on the command line."""),
  SCH022(
      "A size is a multiple of its step",
      """
      A `cumulate` window grows by `step` until it has its `size`; the last step would be another \
      one. A `sliding` window in a time zone is made of whole slides, because clocks change in \
      between."""),
  SCH023(
      "Windows in a time zone are whole hours or days",
      """
      With `time-zone` windows start and end on the clocks of the zone, which are put forward and \
      back by whole hours nearly everywhere. Size, slide, step and offset are whole hours: `1h`, \
      `1d`. Leave the time zone out for shorter windows."""),
  SCH024(
      "Processing time knows no late rows",
      """
      With `time: processing` a row belongs to the moment when it is processed. It is never late, \
      and there is no event time that early results could go by."""),
  SCH036(
      "Only a value has an initial value",
      "Lists and maps start empty: `initial` is for states of type `value`."),
  SCH050("A range does not end before it begins", "The `to` of `times` is at least its `from`."),
  SCH051(
      "The fields of a Java function fit its kind",
      """
      `process` and `aggregate` have a `key`, an aggregate also a `window` and an `accumulator`; only \
      a process has further `outputs`."""),
  SCH055(
      "Rows replace one another by a key",
      """
      With `changelog: upsert` a record replaces the row of its key, and one without a value deletes \
      it. `key` names the fields of the schema that the record's key holds; `key-format` and `state` \
      are about the same. In a topic without `changelog` every record is a new row, and none of \
      them means anything."""),
  SCH056(
      "A topic follows its history without a gap",
      """
      `start` of a `hybrid` source is looked up when all files have been read. By then `latest` lies behind \
      all records that were written meanwhile, and they would be missing. Name the time, or the \
      offsets, up to which the files go, or read the topic from its `earliest` record."""),
  SCH057(
      "A hybrid source waits for no other",
      """
      A reader of a `hybrid` source that has no more files waits for the other readers, and its watermark \
      stays where its last file ended. With `align` the other readers would in turn wait for it, and the \
      source would never come to its topic. Align sources of topics, or of files alone.""");

  private final String title;
  private final String explanation;
  private final Severity severity;

  SchemaCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  SchemaCode(Severity severity, String title, String explanation) {
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
