package io.millrace.compiler.diag;

/** Codes of what runs, but hardly as it was meant to. */
public enum LintCode implements DiagnosticCode {
  LNT001(
      "A key differs between rows",
      "All rows have the same key, so one subtask does all the work, whatever the parallelism. Key by"
          + " a field of the rows. Where one result over all rows is meant, say so with `key: []`."),
  LNT002(
      "Secrets are parameters of type secret",
      "A password, token or key that stands in a file is in the repository for ever, and in plans,"
          + " logs and job jars as well. Declare a parameter of type `secret` and read it from the"
          + " environment or a file: its value is masked wherever it could be shown."),
  LNT003(
      "Windows follow event time where there is one",
      "The rows have event time, but `time: processing` lays them into windows by the clock. Results"
          + " then depend on when and how fast the job runs: a restart or a run over history gives"
          + " others. Leave `time` out to use event time."),
  LNT004(
      "A silent partition does not hold back event time",
      "The watermark of a source is the least of its partitions'. A partition without rows, or a"
          + " subtask without a partition because there are fewer of them than subtasks, therefore"
          + " stops it, and with it all results that wait for event time: windows, joins, timers,"
          + " patterns. `idle-after` leaves a partition out of account until it has rows again."
          + " Where every partition always has rows, or a wrong result is worse than none, suppress"
          + " this with the reason. Bounded sources end and need no `idle-after`."),
  LNT005(
      "What is written exactly once was committed when it was read",
      "With `isolation.level: read_uncommitted` a source also reads rows of transactions that are"
          + " aborted later and written again, so an exactly-once sink behind it writes them twice."
          + " Leave the property out: sources read what is committed by default. Topics without"
          + " transactions are read the same either way."),
  LNT006(
      "Bad records of all sources are taken care of",
      "The pipeline keeps the bad records of one source as dead letters, but one bad record of"
          + " another one fails the job, and again after each restart, until somebody moves its"
          + " offsets by hand. Give it the same dead letters, or write `on-error: fail` where a bad"
          + " record shall stop the job."),
  LNT007(
      "Committed offsets have a group of a fixed name",
      "`start: committed` goes on at the offsets of a consumer group. Without `group-id` the group is"
          + " named `<pipeline>--<source>`, so renaming the pipeline or the source starts over at"
          + " the first record. Write the name down: `group-id` stays when names change."),
  LNT008(
      "A topic is read once for all that need it",
      "Two sources that read one topic alike are two consumers: each record is fetched over the"
          + " network and decoded for each of them, and they may stand at different places. Any number"
          + " of nodes can read one source: remove one of the two, and let its readers take the"
          + " other. It is then decoded once, with the fields that any of them needs. With another"
          + " `group-id`, `start` or `stop`, or other times, errors or limits, they are meant to"
          + " be two. A job that runs keeps the place of the source that stays; where a second reading"
          + " is wanted for a reason, suppress this with it.");

  private final String title;
  private final String explanation;

  LintCode(String title, String explanation) {
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
    return Severity.WARNING;
  }
}
