package io.millrace.pipelines.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.flink.LocalFlink;
import io.millrace.pipelines.bench.hand.Event;
import io.millrace.pipelines.bench.hand.Programs;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@link Programs}, with objects reused. */
final class HandQueries implements Contender {
  @Override
  public String name() {
    return "hand";
  }

  @Override
  public boolean has(String query) {
    return Programs.has(query);
  }

  @Override
  public Run start(String query, Ends ends, LocalFlink flink, Configuration settings) {
    Configuration configuration = new Configuration(settings);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    DataStream<Event> events =
        environment.fromSource(
            ends.source(new Parsing(), TypeInformation.of(Event.class)),
            WatermarkStrategy.<Event>forBoundedOutOfOrderness(Duration.ofSeconds(4))
                .withTimestampAssigner((event, timestamp) -> event.time()),
            "events",
            TypeInformation.of(Event.class));
    write(query, Programs.build(query, events), ends);
    return new Run(flink.run(environment), () -> {});
  }

  private static <T> void write(String query, DataStream<T> rows, Ends ends) {
    rows.sinkTo(ends.sink(query, new Writing<T>()));
  }

  private static final class Parsing implements Feed.Decoder<Event> {
    private static final long serialVersionUID = 1L;

    private transient ObjectMapper json;

    @Override
    public void open() {
      json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Override
    public void decode(ConsumerRecord<byte[], byte[]> record, Collector<Event> out)
        throws Exception {
      out.collect(json.readValue(record.value(), Event.class));
    }
  }

  private static final class Writing<T> implements Outlet.Encoder<T> {
    private static final long serialVersionUID = 1L;

    private transient ObjectMapper json;

    @Override
    public void open() {
      json = new ObjectMapper();
    }

    @Override
    public Outlet.Output encode(T row) throws Exception {
      String key = Programs.key(row);
      return new Outlet.Output(
          key == null ? null : key.getBytes(UTF_8), json.writeValueAsBytes(row), false);
    }
  }
}
