package io.millrace.compiler.diag;

/** Codes of names that refer to something. */
public enum ReferenceCode implements DiagnosticCode {
  REF001(
      "Every input names a node",
      "An `input` names a node that is not declared in this pipeline. Inputs name sources and"
          + " operators by their id."),
  REF002(
      "Ids are unique",
      "Sources, operators and sinks share one set of ids, because an id is also the operator's uid,"
          + " its name in the UI and the name of its metrics. Rename one of the two."),
  REF003(
      "The graph has no cycle",
      "A node takes, through other nodes, its own output as its input. A pipeline is a directed"
          + " graph without cycles; write a loop back through a Kafka topic."),
  REF004(
      "A named output exists",
      "`node.output` names an output that the node does not have. A `route` has one output a case"
          + " and perhaps an `otherwise`; an `aggregate` with a window has `late`."),
  REF005(
      "A connection is declared",
      "A Kafka node names a connection that is not declared under `connections`."),
  REF006(
      "A type is declared",
      "A schema or a field names a type that is neither built in nor declared under `types`. Built in"
          + " are `bool`, `int` (64 bits), `double`, `string`, `bytes`, `timestamp`, `duration`, `list<T>`"
          + " and `map<string, T>`; other systems' names for them, as `bigint`, are not accepted."),
  REF007(
      "A window is declared",
      "An aggregate names a window that is not declared under `windows`. A window can also be"
          + " declared in place."),
  REF008(
      "A parameter is declared",
      "`${name}` refers to a parameter that is not declared under `parameters`. To write the"
          + " characters themselves, double the dollar: `$${`."),
  REF009("A field exists", "A node names a field that its input rows do not have."),
  REF010(
      "Dead letters go to a raw Kafka sink",
      "`on-error: {dead-letter: sink}` names the Kafka sink that takes the records that cannot be"
          + " decoded. They are written as they came, so the sink's format is `raw`, and it has no"
          + " `input` of its own."),
  REF011(
      "A sink has no output",
      "An `input` names a sink. A sink is an end of the graph: take its own input instead."),
  REF012(
      "A route is read by its cases",
      "A `route` has no output of its own; name one of its cases, as `node.case`."),
  REF013(
      "Types do not contain themselves",
      "A record type holds a field of its own type, directly or through others; such a value would"
          + " never end."),
  REF014(
      "A sink has an input",
      "A sink without `input` takes nothing, unless a source sends its dead letters there with"
          + " `on-error: {dead-letter: ...}`."),
  REF015(
      "Secrets stay out of expressions and plain texts",
      "A secret parameter may be used in the properties of connections, sources and sinks only:"
          + " anywhere else it could be shown or logged."),
  REF016(
      "Pipelines have different names",
      "The name of a pipeline is the name of its job and of its Java package, so two pipelines that are"
          + " built together cannot share it. Names that differ only in dashes or case share a package."),
  REF017(
      "Uids are unique",
      "A node's state is found in savepoints by its `uid`, which is its id unless set. Two nodes cannot"
          + " share one; a uid that keeps the state of a renamed node is the old id of this node alone."),
  REF024(
      "A time zone exists",
      "`time-zone` names a time zone of the IANA database, as `Europe/Vienna`, or an offset from UTC,"
          + " as `+05:30`."),
  REF025(
      "Join keys name fields of their side",
      "The keys of the mapping under `on` are read from the left input (or, of `enrich`, from `input`), the values from the right"
          + " one (`with`). A single name, or a list of names, means a field that both have."),
  REF028(
      "A connection fits its node",
      "Kafka sources and sinks need a connection of type `kafka`, `jdbc` sinks one of type `jdbc`, and"
          + " lookups one of type `jdbc` with a `query` or one of type `http` with a `path`."),
  REF029(
      "What a query or a URL asks for is declared",
      "`:name` in a query and `{name}` in a path stand for the value of that name under `with`. Values"
          + " are never put into the text of a query."),
  REF030(
      "What is declared is asked for",
      "A name under `with` is used nowhere in the query or the path. Remove it, or use it."),
  REF032(
      "Names in a schema file are declared there",
      "A named type of Avro is declared before it is used, and a `$ref` of JSON Schema points into the same file."),
  REF034(
      "A state is declared",
      "What rules set, append to, put into and clear stands under `state` of the operator."),
  REF035(
      "A timer is set",
      "A timer that has rules or is cancelled is set by some rule, with `timer`."),
  REF036(
      "A timer has rules",
      "What happens when a timer fires stands under `on-timer`, by the timer's name.");

  private final String title;
  private final String explanation;

  ReferenceCode(String title, String explanation) {
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
}
