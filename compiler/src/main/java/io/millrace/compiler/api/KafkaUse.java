package io.millrace.compiler.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline does with one Kafka cluster, for tools that provide it. Texts are as written:
 * they may hold <code>${parameter}</code>, which is resolved when the job starts.
 *
 * @param connection id of the connection
 * @param brokersParameter the parameter that makes up the whole address; null where the address is
 *     written out
 * @param reads topics that the pipeline reads; without patterns
 * @param writes topics that it writes, dead letters included
 */
public record KafkaUse(
    String connection, @Nullable String brokersParameter, List<String> reads, List<String> writes) {
  public KafkaUse {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }
}
