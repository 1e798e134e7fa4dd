package io.millrace.compiler.diag;

/** Codes of formats, and of the files that declare what is in them. */
public enum FormatCode implements DiagnosticCode {
  REF072(
      "The message is in the file",
      "`message` names a message that the `.proto` file and what it imports do not declare. A name"
          + " without its package is enough where it is not ambiguous; a message inside of another"
          + " is written with a dot."),
  REF073(
      "`required` and `omit` name fields of the message",
      "`required` says of fields that they always come although the `.proto` file lets them be"
          + " absent; `omit` leaves fields out of rows. Both name fields of the message itself."),
  SCH061(
      "Messages are of Protocol Buffers",
      "`message`, `required` and `omit` say which message of a `.proto` file a type is, and which of"
          + " its fields. They mean nothing without `proto`."),
  PLN150(
      "Protocol Buffers need the numbers of fields",
      "Which field is which is told by numbers, and those are in a `.proto` file. The schema of a"
          + " source of format `protobuf` is a type with `proto`; a sink names one as"
          + " `format: { type: protobuf, message: <type> }`, unless its rows are of such a type."),
  PLN151(
      "Rows fit their message",
      "Each field of a row that goes to a sink of format `protobuf` has a field of the same name in"
          + " the message, of a type that can hold it: int in the types of integers, double in"
          + " `double` and `float`, string in `string` and enums, timestamp and duration in"
          + " `google.protobuf.Timestamp` and `Duration`. Convert or drop the others in a"
          + " `select`."),
  PLN152(
      "Change events are rows of a table",
      "A source of format `debezium-json` has rows of one table, which its events insert, update and"
          + " delete. Columns of metadata would differ between the old and the new row, and files of"
          + " history have no events."),
  PLN153(
      "Sinks do not write change events",
      "`debezium-json` is read only. A sink of format `json` on an updating stream writes the latest"
          + " value by key, and a tombstone for a deleted row."),
  PLN170(
      "How documents are read is said of sources",
      "`mode` of the format `json` says how much of a document a source checks, and which of equal"
          + " names counts. Sinks write the same documents in either.");

  private final Severity severity;
  private final String title;
  private final String explanation;

  FormatCode(String title, String explanation) {
    this(Severity.ERROR, title, explanation);
  }

  FormatCode(Severity severity, String title, String explanation) {
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
