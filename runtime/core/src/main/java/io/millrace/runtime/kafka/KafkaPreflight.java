package io.millrace.runtime.kafka;

import io.millrace.runtime.job.JobStartException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a Kafka cluster, before a job is submitted, whether it is there, has the topics of the job,
 * and allows what the job will do. Without it, a wrong address or a missing permission shows up as
 * a job that restarts again and again.
 */
public final class KafkaPreflight {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPreflight.class);

  /** A broker that is just starting up gets this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private Duration patience = PATIENCE;
  private final String connection;
  private final String bootstrapServers;
  private final Properties properties = new Properties();
  private final KafkaNeeds needs = new KafkaNeeds();

  private KafkaPreflight(String connection, String bootstrapServers) {
    this.connection = connection;
    this.bootstrapServers = bootstrapServers;
  }

  /** A check of a connection of the pipeline. */
  public static KafkaPreflight of(String connection, String bootstrapServers) {
    return new KafkaPreflight(connection, bootstrapServers);
  }

  /** Adds a client property, as for security. */
  public KafkaPreflight property(String name, String value) {
    properties.setProperty(name, value);
    return this;
  }

  /** Adds client properties, as for security. */
  public KafkaPreflight properties(Properties more) {
    more.stringPropertyNames().forEach(name -> property(name, more.getProperty(name)));
    return this;
  }

  /** Names topics that are read: they have to be there. */
  public KafkaPreflight topics(String... names) {
    return topics(List.of(names));
  }

  /** Names topics that are read: they have to be there. */
  public KafkaPreflight topics(List<String> names) {
    needs.reads.addAll(names);
    return this;
  }

  /** Names the partition with the highest number that the job knows of a topic. */
  public KafkaPreflight partition(String topic, int number) {
    needs.partitions.merge(topic, number, Math::max);
    return this;
  }

  /** Names the subtasks of a source: those without a partition do nothing, which is logged. */
  public KafkaPreflight subtasks(String node, int parallelism, String... topics) {
    needs.subtasks.add(new KafkaNeeds.Subtasks(node, parallelism, false, List.of(topics)));
    return this;
  }

  /**
   * Names the subtasks of a source where one without a partition holds back event time for ever,
   * which is logged.
   */
  public KafkaPreflight subtasksThatWait(String node, int parallelism, String... topics) {
    needs.subtasks.add(new KafkaNeeds.Subtasks(node, parallelism, true, List.of(topics)));
    return this;
  }

  /** Names a consumer group at whose offsets the job starts or stops. */
  public KafkaPreflight committed(String group) {
    needs.groups.add(group);
    return this;
  }

  /** Names topics that are written: they have to be there, or brokers must create them. */
  public KafkaPreflight writes(String... names) {
    needs.writes.addAll(List.of(names));
    return this;
  }

  /** Names transactions in which a topic is written. */
  public KafkaPreflight transactions(String idPrefix, String topic, long timeoutMillis) {
    needs.transactions.add(new KafkaNeeds.Transactions(idPrefix, topic, timeoutMillis));
    return this;
  }

  KafkaPreflight patience(Duration time) {
    patience = time;
    return this;
  }

  /**
   * Asks, and comes back within 20 seconds.
   *
   * @return what works, but not as it was meant to, which is also logged
   * @throws JobStartException if the cluster does not answer or a topic is missing
   */
  public List<String> check() {
    Properties client = new Properties();
    client.putAll(properties);
    client.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.setProperty(AdminClientConfig.CLIENT_ID_CONFIG, "millrace-preflight");
    set(client, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience.dividedBy(2));
    set(client, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    set(client, AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, Duration.ofMillis(500));
    set(client, AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, Duration.ofSeconds(2));
    Admin admin;
    try {
      admin = Admin.create(client);
    } catch (KafkaException e) {
      throw unreachable(rootMessage(e));
    }
    try {
      return ask(admin);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private List<String> ask(Admin admin) {
    KafkaProblems problems =
        new KafkaProblems(needs, new KafkaAnswers(admin, patience.plusSeconds(3)));
    Throwable failure = problems.find();
    if (failure != null) {
      throw explain(failure);
    }
    if (!problems.others().isEmpty()) {
      throw refused(problems);
    }
    if (!problems.missing().isEmpty()) {
      throw missing(problems.missing());
    }
    problems.warnings().forEach(LOG::warn);
    return problems.warnings();
  }

  private JobStartException explain(Throwable failure) {
    if (failure instanceof SslAuthenticationException) {
      return new JobStartException(
          """
          Kafka at %s (connection `%s`): the TLS handshake failed: %s.
          Does the truststore know the broker's certificate, is it for this host, and does the broker ask for one of the client's?"""
              .formatted(bootstrapServers, connection, rootMessage(failure)));
    }
    if (failure instanceof AuthenticationException) {
      return new JobStartException(
          "Kafka at %s refused the credentials of connection `%s`: %s"
              .formatted(bootstrapServers, connection, failure.getMessage()));
    }
    if (failure instanceof AuthorizationException) {
      return new JobStartException(
          "Kafka at %s does not allow connection `%s` to look at its topics: %s"
              .formatted(bootstrapServers, connection, failure.getMessage()));
    }
    if (failure instanceof TimeoutException
        || failure instanceof org.apache.kafka.common.errors.TimeoutException) {
      return unreachable("no answer within " + patience.toSeconds() + " s");
    }
    return unreachable(rootMessage(failure));
  }

  private JobStartException unreachable(String reason) {
    return new JobStartException(
        """
        Kafka cannot be reached at %s (connection `%s`): %s.
        Is the broker running, is the address right, and do the security settings match its listener?"""
            .formatted(bootstrapServers, connection, reason));
  }

  private JobStartException missing(Set<String> names) {
    StringBuilder text = new StringBuilder();
    text.append("Kafka at %s (connection `%s`) has no ".formatted(bootstrapServers, connection));
    text.append(names.size() == 1 ? "topic " : "topics ").append(String.join(", ", names));
    text.append(". Create it, for example:");
    names.forEach(name -> text.append("\n  ").append(creation(name)));
    return new JobStartException(text.toString());
  }

  private String creation(String topic) {
    return "kafka-topics.sh --bootstrap-server " + bootstrapServers + " --create --topic " + topic;
  }

  private JobStartException refused(KafkaProblems problems) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Kafka at %s does not let connection `%s` do what the job does:"
            .formatted(bootstrapServers, connection));
    problems.others().forEach(problem -> text.append("\n  - ").append(problem));
    problems
        .missing()
        .forEach(name -> text.append("\n  - topic " + name + ": there is none. " + creation(name)));
    return new JobStartException(text.toString());
  }

  private static void set(Properties client, String name, Duration value) {
    client.setProperty(name, Long.toString(value.toMillis()));
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
