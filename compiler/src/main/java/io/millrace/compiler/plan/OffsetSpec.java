package io.millrace.compiler.plan;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a Kafka source starts or stops. */
public sealed interface OffsetSpec {
  /** The first offset of each partition. */
  record Earliest() implements OffsetSpec {}

  /** The end of each partition when the job starts. */
  record Latest() implements OffsetSpec {}

  /** The group's committed offset, else the earliest. */
  record Committed() implements OffsetSpec {}

  /** The first record at or after an RFC 3339 time. */
  record Timestamp(DeployValue at) implements OffsetSpec {}

  /** By partition. */
  record Partitions(SortedMap<Integer, Long> offsets) implements OffsetSpec {
    public Partitions {
      offsets = new TreeMap<>(Map.copyOf(offsets));
    }
  }

  default String display() {
    if (this instanceof Timestamp t) {
      return "timestamp(" + t.at() + ")";
    }
    if (this instanceof Partitions p) {
      return "offsets" + p.offsets();
    }
    if (this instanceof Earliest) {
      return "earliest";
    }
    return this instanceof Latest ? "latest" : "committed";
  }
}
