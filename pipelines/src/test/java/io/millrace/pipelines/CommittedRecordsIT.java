package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/**
 * A source does not see aborted transactions, and comes to its end also where the last records of a
 * topic are aborted ones and the markers of transactions.
 */
class CommittedRecordsIT {
  @Test
  void areReadAndNoOthers() {
    Topics.fresh("transactions.orders", 1);
    Topics.fresh("transactions.copies", 1);
    try (KafkaProducer<String, String> producer = producer()) {
      producer.initTransactions();
      write(producer, "first", true);
      write(producer, "aborted", false);
      write(producer, "second", true);
      write(producer, "aborted at the end", false);
    }
    try (RunningPipeline job = RunningPipeline.start(Pipelines.compileTest("committed-records"))) {
      job.finish();
    }
    assertThat(Topics.readCommitted("transactions.copies"))
        .extracting(record -> record.valueText())
        .containsExactly("{\"id\":\"first\"}", "{\"id\":\"second\"}");
  }

  private static void write(KafkaProducer<String, String> producer, String id, boolean commit) {
    producer.beginTransaction();
    var unused =
        producer.send(new ProducerRecord<>("transactions.orders", "{\"id\":\"" + id + "\"}"));
    producer.flush();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  private static KafkaProducer<String, String> producer() {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            Testbed.brokers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "committed-records");
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }
}
