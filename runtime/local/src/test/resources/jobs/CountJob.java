package jobs;

import io.millrace.runtime.job.JobParameters;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Counts words of a topic, exactly once: the shape of a generated job. */
public final class CountJob {
  private CountJob() {}

  public static JobParameters parameters(String[] args) {
    return JobParameters.declare()
        .string("brokers", null, "localhost:1")
        .string("in", null, "words")
        .string("out", null, "counts")
        .parse(args);
  }

  public static void build(StreamExecutionEnvironment env, JobParameters parameters) {
    env.configure(
        Configuration.fromMap(
            Map.of(
                "pipeline.name", "count",
                "pipeline.generic-types", "false",
                "pipeline.auto-generate-uids", "false",
                "state.backend.type", "rocksdb",
                "execution.checkpointing.mode", "EXACTLY_ONCE",
                "execution.checkpointing.interval", "1s")));
    env.setParallelism(2);
    KafkaSource<String> source =
        KafkaSource.<String>builder()
            .setBootstrapServers(parameters.string("brokers"))
            .setTopics(parameters.string("in"))
            .setGroupId("count")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new SimpleStringSchema())
            .build();
    KafkaSink<String> sink =
        KafkaSink.<String>builder()
            .setBootstrapServers(parameters.string("brokers"))
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<String>builder()
                    .setTopic(parameters.string("out"))
                    .setValueSerializationSchema(new SimpleStringSchema())
                    .build())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(parameters.string("out"))
            .setProperty("transaction.timeout.ms", "600000")
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "words")
        .uid("words")
        .keyBy(new Word())
        .process(new Count())
        .returns(Types.STRING)
        .uid("count")
        .sinkTo(sink)
        .uid("counts");
  }

  static final class Word implements KeySelector<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getKey(String word) {
      return word;
    }
  }

  static final class Count extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(String word, Context context, Collector<String> out)
        throws Exception {
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      out.collect(word + "=" + now);
    }
  }
}
