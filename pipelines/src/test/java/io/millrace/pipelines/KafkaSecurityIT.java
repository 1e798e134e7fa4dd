package io.millrace.pipelines;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.flink.GeneratedJob;
import io.millrace.local.kafka.TopicReader;
import io.millrace.local.kafka.TopicWriter;
import io.millrace.runtime.job.JobStartException;
import java.nio.file.Path;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker with TLS, logins and permissions: what is right works, what is wrong is told at once.
 */
class KafkaSecurityIT {
  private static final String PASSWORD = "it's \\ \"quoted\" = ;";

  @TempDir static Path directory;

  private static GuardedKafka guarded;

  @BeforeAll
  static void start() throws Exception {
    guarded = GuardedKafka.start(directory);
    guarded.kafka().createTopic("guarded.orders", 1);
    guarded.kafka().createTopic("guarded.copies", 1);
    guarded.kafka().createTopic("hidden", 1);
    guarded.addUser("app", PASSWORD);
    guarded.allow("app", ResourceType.TOPIC, "guarded.orders", READ);
    guarded.allow("app", ResourceType.TOPIC, "guarded.copies", READ, WRITE);
    guarded.allow("app", ResourceType.GROUP, "guarded--", READ);
    guarded.allow("app", ResourceType.TRANSACTIONAL_ID, "guarded--copies", WRITE);
    guarded.addUser("guest", PASSWORD);
    guarded.allow("guest", ResourceType.TOPIC, "guarded.", DESCRIBE);
    guarded.allow("guest", ResourceType.CLUSTER, "", DESCRIBE_CONFIGS);
  }

  @AfterAll
  static void stop() {
    if (guarded != null) {
      guarded.close();
    }
  }

  private static void preflight(String pipeline, String... args) {
    CompiledPipeline compiled = Pipelines.compileTest(pipeline);
    try (GeneratedJob job = GeneratedJob.load(compiled.files(), compiled.mainClass())) {
      job.preflight(job.parameters(args));
    }
  }

  @Test
  void readsAndWritesWithTheLeastPermissions() {
    String brokers = guarded.kafka().bootstrapServers();
    try (TopicWriter orders = new TopicWriter(brokers, "guarded.orders")) {
      orders.send("{\"id\":1,\"amount\":2.5}");
      orders.send("{\"id\":2,\"amount\":3.5}");
    }
    String[] args = guarded.arguments("app", PASSWORD);
    preflight("guarded", args);
    try (RunningPipeline job =
        RunningPipeline.startWithoutKafka(Pipelines.compileTest("guarded"), args)) {
      job.finish();
    }
    assertThat(Topics.texts(TopicReader.readAll(brokers, "guarded.copies")))
        .containsExactly("1={\"id\":1,\"amount\":2.5}", "2={\"id\":2,\"amount\":3.5}");
  }

  @Test
  void tellsOfAWrongPassword() {
    assertThatThrownBy(() -> preflight("guarded", guarded.arguments("app", "wrong")))
        .isInstanceOf(JobStartException.class)
        .hasMessageStartingWith("Kafka at 127.0.0.1:")
        .hasMessageContaining("refused the credentials of connection `main`: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong").doesNotContain("\n"));
  }

  @Test
  void tellsOfABrokerThatIsNotTrusted() throws Exception {
    Path other = directory.resolve("other.p12");
    GuardedKafka.makeCertificate(other, "ip:127.0.0.1");
    assertThatThrownBy(() -> preflight("guarded", guarded.arguments("app", PASSWORD, other)))
        .isInstanceOf(JobStartException.class)
        .hasMessageContaining("the TLS handshake failed: ")
        .hasMessageContaining("Does the truststore know the broker's certificate");
  }

  @Test
  void tellsAllThatIsNotAllowed() {
    assertThatThrownBy(() -> preflight("guarded-needs", guarded.arguments("guest", PASSWORD)))
        .isInstanceOf(JobStartException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage().lines().skip(1))
                    .containsExactly(
                        "  - topic guarded.copies: it may not write to it (ACL operation Write)",
                        "  - topic guarded.copies: it may not look for open transactions (ACL"
                            + " operation Read), as an exactly-once sink does",
                        "  - topic guarded.orders: it has 1 partition, but the job names partition"
                            + " 5",
                        "  - topic guarded.orders: it may not read it (ACL operation Read)",
                        "  - topic hidden: it may not look at it, or there is none",
                        "  - consumer group others: it may not read its offsets (ACL operation"
                            + " Read)",
                        "  - transactional ids guarded-needs--copies--…: it may not use them (ACL"
                            + " operation Write, with a prefixed pattern)",
                        "  - topic guarded.copies: transactions may last 15m at most"
                            + " (`transaction.max.timeout.ms` of the broker), the sink's"
                            + " `transaction-timeout` is 1h",
                        "  - topic guarded.nowhere: there is none. kafka-topics.sh"
                            + " --bootstrap-server "
                            + guarded.arguments("", "")[1]
                            + " --create --topic guarded.nowhere"));
  }
}
