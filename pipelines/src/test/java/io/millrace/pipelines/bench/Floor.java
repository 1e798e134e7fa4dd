package io.millrace.pipelines.bench;

import io.millrace.local.flink.LocalFlink;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What no job can go below: all bytes of the events are touched, and nothing else is done. */
final class Floor implements Contender {
  @Override
  public String name() {
    return "floor";
  }

  @Override
  public boolean has(String query) {
    return true;
  }

  @Override
  public Run start(String query, Ends ends, LocalFlink flink, Configuration settings) {
    Configuration configuration = new Configuration(settings);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    environment
        .fromSource(
            ends.source(new Touching(), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "events",
            Types.LONG)
        .sinkTo(ends.sink(query, new Nothing()));
    return new Run(flink.run(environment), () -> {});
  }

  private static final class Touching implements Feed.Decoder<Long> {
    private static final long serialVersionUID = 1L;

    private long sum;

    @Override
    public void decode(ConsumerRecord<byte[], byte[]> record, Collector<Long> out) {
      for (byte b : record.value()) {
        sum += b;
      }
      if (sum == Long.MIN_VALUE) {
        out.collect(sum); // never, but the compiler does not know it
      }
    }
  }

  private static final class Nothing implements Outlet.Encoder<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Outlet.Output encode(Long sum) {
      return new Outlet.Output(null, null, false);
    }
  }
}
