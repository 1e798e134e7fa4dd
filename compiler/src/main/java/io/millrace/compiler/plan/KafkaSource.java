package io.millrace.compiler.plan;

import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.types.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kafka topics.
 *
 * @param metadata null: the rows are what is decoded
 * @param history files that are read first; null: none
 * @param ratePerSecond of records, at most, over all subtasks; null: no limit
 * @param upsert null: every record is a new row
 * @param tombstone what a record without a value is, where every record is a new row
 */
public record KafkaSource(
    NodeInfo info,
    KafkaCluster cluster,
    List<DeployValue> topics,
    @Nullable DeployValue topicPattern,
    DeployValue groupId,
    FormatSpec format,
    RecordType wire,
    RecordType row,
    @Nullable MetadataColumns metadata,
    PlanNode.@Nullable History history,
    @Nullable Double ratePerSecond,
    @Nullable KafkaUpsert upsert,
    SourceDecl.Tombstone tombstone,
    OffsetSpec start,
    @Nullable OffsetSpec stop,
    @Nullable EventTime time,
    ErrorPolicy onError,
    Map<String, DeployValue> properties)
    implements PlanNode.DecodingSource {
  /** The client property that says whether records of aborted transactions are read. */
  public static final String ISOLATION = "isolation.level";

  @Override
  public Set<RuntimeModule> modules() {
    return history == null ? Set.of() : history.format().modules();
  }

  @Override
  public RecordType decoded() {
    return metadata == null ? row : metadata.decoded();
  }

  @Override
  public KafkaSource withRow(RecordType newRow) {
    return with(newRow, metadata);
  }

  @Override
  public boolean isBounded() {
    return stop != null;
  }

  /** Rows by key are kept where something needs old values, and go with their keys. */
  @Override
  public List<StateSpec> states() {
    return upsert == null
        ? List.of()
        : List.of(
            StateSpec.bounded(
                "the last row of every key, where something needs old values",
                upsert.ttl() == null
                    ? "the topic's tombstones"
                    : "a ttl of " + Durations.display(upsert.ttl())));
  }

  /** The same source with event time found in another way. */
  public KafkaSource with(EventTime newTime) {
    return with(row, metadata, newTime);
  }

  /** The same source with other rows and columns. */
  public KafkaSource with(RecordType newRow, @Nullable MetadataColumns newMetadata) {
    return with(newRow, newMetadata, time);
  }

  private KafkaSource with(
      RecordType newRow, @Nullable MetadataColumns newMetadata, @Nullable EventTime newTime) {
    return new KafkaSource(
        info,
        cluster,
        topics,
        topicPattern,
        groupId,
        format,
        wire,
        newRow,
        newMetadata,
        history,
        ratePerSecond,
        upsert,
        tombstone,
        start,
        stop,
        newTime,
        onError,
        properties);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
