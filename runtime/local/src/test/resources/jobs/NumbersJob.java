package jobs;

import io.millrace.runtime.job.JobParameters;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Writes the numbers from 1 to 5 into a topic, exactly once, and ends. */
public final class NumbersJob {
  private NumbersJob() {}

  public static JobParameters parameters(String[] args) {
    return JobParameters.declare().string("brokers", null, "localhost:1").parse(args);
  }

  public static void build(StreamExecutionEnvironment env, JobParameters parameters) {
    Configuration c = new Configuration();
    c.setString("pipeline.name", "numbers");
    c.setString("execution.checkpointing.interval", "60s");
    env.configure(c);
    env.fromSequence(1, 5)
        .map(new Text())
        .sinkTo(
            KafkaSink.<String>builder()
                .setBootstrapServers(parameters.string("brokers"))
                .setRecordSerializer(
                    KafkaRecordSerializationSchema.<String>builder()
                        .setTopic("numbers")
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("numbers")
                .setProperty("transaction.timeout.ms", "600000")
                .build());
  }

  static final class Text implements MapFunction<Long, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String map(Long value) {
      return value.toString();
    }
  }
}
