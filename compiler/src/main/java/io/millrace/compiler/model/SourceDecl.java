package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node that brings rows in. */
public sealed interface SourceDecl {
  NodeHead head();

  /** Whether its rows come to an end. */
  boolean ends();

  /**
   * A Kafka source. Exactly one of topic, topics and topicPattern is there.
   *
   * @param columns name → expression over a record's metadata; empty: the rows are the schema's
   * @param history files that are read first; null: none
   * @param ratePerSecond of records, at most, over all subtasks; null: no limit
   * @param changelog null: every record is a new row
   * @param tombstone what a record without a value is; null: a bad record
   */
  record Kafka(
      NodeHead head,
      Located<String> connection,
      List<DeployText> topics,
      @Nullable DeployText topicPattern,
      @Nullable DeployText groupId,
      FormatDecl format,
      SchemaRef schema,
      List<NamedExpression> columns,
      @Nullable History history,
      @Nullable Located<Double> ratePerSecond,
      @Nullable ChangelogDecl changelog,
      @Nullable Located<Tombstone> tombstone,
      @Nullable Offsets start,
      @Nullable Offsets stop,
      @Nullable TimeDecl time,
      OnErrorDecl onError,
      Map<String, DeployText> properties)
      implements SourceDecl {
    @Override
    public boolean ends() {
      return stop != null;
    }
  }

  /** Files whose rows come before those of a topic. */
  record History(DeployText filePath, FormatDecl format, String path) {}

  /** What a record without a value is, in a topic whose records are all new rows. */
  enum Tombstone {
    /** No row: the error policy decides. */
    BAD_RECORD,
    /** Nothing. */
    SKIP,
    /** A row in which all fields of the schema are absent. */
    ROW
  }

  /** Rows written in the YAML. Values are as the YAML core schema reads them. */
  record Elements(NodeHead head, SchemaRef schema, List<ElementRow> rows, @Nullable TimeDecl time)
      implements SourceDecl {
    @Override
    public boolean ends() {
      return true;
    }
  }

  /**
   * Generated rows: each field an expression over {@code index}, which counts from 0.
   *
   * @param count null: without end
   * @param ratePerSecond null: as fast as it goes
   */
  record Datagen(
      NodeHead head,
      List<NamedExpression> fields,
      @Nullable Located<Long> count,
      @Nullable Located<Double> ratePerSecond,
      @Nullable TimeDecl time)
      implements SourceDecl {
    @Override
    public boolean ends() {
      return count != null;
    }
  }

  /** Files of JSON lines or CSV; a directory means all files in it. */
  record File(
      NodeHead head,
      DeployText filePath,
      FormatDecl format,
      SchemaRef schema,
      @Nullable Located<Double> ratePerSecond,
      @Nullable TimeDecl time,
      OnErrorDecl onError)
      implements SourceDecl {
    @Override
    public boolean ends() {
      return true;
    }
  }

  /** A row of an elements source, as a tree of literals. */
  record ElementRow(ElementValue.Struct value, String path) {}

  /** A literal in an elements source. */
  sealed interface ElementValue {
    Span span();

    /** A scalar: text, and how YAML resolved it. */
    record Scalar(SourceText text, Kind kind) implements ElementValue {
      @Override
      public Span span() {
        return text.whole();
      }
    }

    /** A sequence. */
    record Items(List<ElementValue> items, Span span) implements ElementValue {}

    /** A mapping. */
    record Struct(Map<Located<String>, ElementValue> entries, Span span) implements ElementValue {}

    /** What YAML's core schema made of a scalar. */
    enum Kind {
      NULL,
      BOOL,
      INT,
      FLOAT,
      STRING
    }
  }

  /** Where a Kafka source starts or stops. */
  sealed interface Offsets {
    Span span();

    /** The first offset of each partition. */
    record Earliest(Span span) implements Offsets {}

    /** The last offset when the job starts. */
    record Latest(Span span) implements Offsets {}

    /** The consumer group's committed offset; without one, the earliest. */
    record Committed(Span span) implements Offsets {}

    /** The first record at or after a time (RFC 3339, or a <code>${parameter}</code>). */
    record Timestamp(DeployText at, Span span) implements Offsets {}

    /** By partition number, for a source of one topic. */
    record Partitions(Map<Located<Long>, Located<Long>> offsets, Span span) implements Offsets {}
  }
}
