package io.millrace.runtime.kafka;

import io.millrace.runtime.job.JobStartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a Kafka cluster, before a job is submitted, whether it is there and has the topics that the
 * job reads. Without it, a wrong address shows up as a job that restarts again and again.
 */
public final class KafkaPreflight {
  /** A broker that is just starting up gets this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private Duration patience = PATIENCE;
  private final String connection;
  private final String bootstrapServers;
  private final Properties properties = new Properties();
  private final Set<String> topics = new LinkedHashSet<>();

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

  /** Names topics that have to be there. */
  public KafkaPreflight topics(String... names) {
    topics.addAll(List.of(names));
    return this;
  }

  /** Names topics that have to be there. */
  public KafkaPreflight topics(List<String> names) {
    topics.addAll(names);
    return this;
  }

  KafkaPreflight patience(Duration time) {
    patience = time;
    return this;
  }

  /**
   * Asks, and comes back within 20 seconds.
   *
   * @throws JobStartException if the cluster does not answer or a topic is missing
   */
  public void check() {
    Properties client = new Properties();
    client.putAll(properties);
    client.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.setProperty(AdminClientConfig.CLIENT_ID_CONFIG, "millrace-preflight");
    set(client, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience.dividedBy(2));
    set(client, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    set(client, AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, Duration.ofMillis(500));
    set(client, AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, Duration.ofSeconds(2));
    AdminClient admin;
    try {
      admin = AdminClient.create(client);
    } catch (KafkaException e) {
      throw unreachable(rootMessage(e));
    }
    try {
      ask(admin);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private void ask(AdminClient admin) {
    if (topics.isEmpty()) {
      Throwable failure = failure(admin.describeCluster().nodes());
      if (failure != null) {
        throw explain(failure);
      }
      return;
    }
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(topics).topicNameValues();
    List<String> missing = new ArrayList<>();
    answers.forEach(
        (topic, answer) -> {
          Throwable failure = failure(answer);
          if (failure instanceof UnknownTopicOrPartitionException) {
            missing.add(topic);
          } else if (failure != null) {
            throw explain(failure);
          }
        });
    if (!missing.isEmpty()) {
      throw missing(new TreeSet<>(missing));
    }
  }

  private @Nullable Throwable failure(KafkaFuture<?> answer) {
    try {
      answer.get(patience.plusSeconds(3).toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  private JobStartException explain(Throwable failure) {
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
    for (String name : names) {
      text.append("\n  kafka-topics.sh --bootstrap-server ").append(bootstrapServers);
      text.append(" --create --topic ").append(name);
    }
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
