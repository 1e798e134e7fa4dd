package io.millrace.runtime.kafka;

import io.millrace.runtime.kafka.KafkaAnswers.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a cluster lacks of what a job needs. What the cluster does not tell, it is not
 * blamed for: a job that runs is never refused.
 */
final class KafkaProblems {
  private final KafkaNeeds needs;
  private final KafkaAnswers answers;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Integer> partitionCounts = new HashMap<>();
  private final SortedSet<String> missing = new TreeSet<>();

  KafkaProblems(KafkaNeeds needs, KafkaAnswers answers) {
    this.needs = needs;
    this.answers = answers;
  }

  /** Topics that are not there and have to be. */
  SortedSet<String> missing() {
    return missing;
  }

  /** All others, a sentence each. */
  List<String> others() {
    return problems;
  }

  /** What works, but not as it was meant to, a sentence each. */
  List<String> warnings() {
    return warnings;
  }

  /**
   * Asks.
   *
   * @return why the cluster does not answer; null if it does
   */
  @Nullable Throwable find() {
    SortedSet<String> topics = needs.topics();
    if (topics.isEmpty()) {
      return answers.await(answers.admin().describeCluster().nodes()).failure();
    }
    Map<String, KafkaFuture<TopicDescription>> descriptions =
        answers
            .admin()
            .describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    for (String topic : topics) {
      Answer<TopicDescription> answer = answers.await(descriptions.get(topic));
      TopicDescription description = answer.value();
      if (description != null) {
        described(topic, description);
      } else if (answer.failure() instanceof UnknownTopicOrPartitionException) {
        if (needs.reads.contains(topic) || !isCreated()) {
          missing.add(topic);
        }
      } else if (answer.failure() instanceof AuthorizationException) {
        problems.add("topic %s: it may not look at it, or there is none".formatted(topic));
      } else if (answer.failure() instanceof InvalidTopicException) {
        problems.add("topic %s: that cannot be the name of a topic".formatted(topic));
      } else {
        return answer.failure();
      }
    }
    groups();
    transactions();
    subtasks();
    return null;
  }

  /** Whether writing to a topic creates it, as far as that is known. */
  private boolean isCreated() {
    return !"false".equals(answers.brokerSetting("auto.create.topics.enable"));
  }

  private void described(String topic, TopicDescription description) {
    int partitions = description.partitions().size();
    partitionCounts.put(topic, partitions);
    Integer named = needs.partitions.get(topic);
    if (named != null && named >= partitions) {
      problems.add(
          "topic %s: it has %s, but the job names partition %d"
              .formatted(
                  topic, partitions == 1 ? "1 partition" : partitions + " partitions", named));
    }
    Set<AclOperation> allowed = description.authorizedOperations();
    if (allowed == null || allowed.isEmpty()) {
      return; // the broker does not say
    }
    if (needs.reads.contains(topic) && !allowed.contains(AclOperation.READ)) {
      problems.add("topic %s: it may not read it (ACL operation Read)".formatted(topic));
    }
    if (!needs.writes.contains(topic)) {
      return;
    }
    if (!allowed.contains(AclOperation.WRITE)) {
      problems.add("topic %s: it may not write to it (ACL operation Write)".formatted(topic));
    }
    if (needs.looksForTransactions(topic) && !allowed.contains(AclOperation.READ)) {
      problems.add(
          "topic %s: it may not look for open transactions (ACL operation Read), as an exactly-once sink does"
              .formatted(topic));
    }
  }

  private void groups() {
    if (needs.groups.isEmpty()) {
      return;
    }
    answers
        .admin()
        .describeConsumerGroups(needs.groups)
        .describedGroups()
        .forEach(
            (group, description) -> {
              if (answers.await(description).failure() instanceof AuthorizationException) {
                problems.add(
                    "consumer group %s: it may not read its offsets (ACL operation Read)"
                        .formatted(group));
              }
            });
  }

  private void subtasks() {
    for (KafkaNeeds.Subtasks source : needs.subtasks) {
      if (!partitionCounts.keySet().containsAll(source.topics())) {
        continue; // the broker does not say
      }
      int partitions = source.topics().stream().mapToInt(partitionCounts::get).sum();
      if (partitions < source.parallelism()) {
        warnings.add(
            "source `%s` has %d subtasks, and its topics have %d partition%s: %d of them read nothing%s"
                .formatted(
                    source.node(),
                    source.parallelism(),
                    partitions,
                    partitions == 1 ? "" : "s",
                    source.parallelism() - partitions,
                    source.waits()
                        ? " and hold back event time for ever. Set a lower `parallelism` on the source, or `idle-after` in its `time`"
                        : ". Set a lower `parallelism` on the source"));
      }
    }
  }

  private void transactions() {
    for (KafkaNeeds.Transactions sink : needs.transactions) {
      // An id as the sink will have: there is none yet, but whether it may be used is told first.
      String id = sink.prefix() + "-0";
      var state = answers.await(answers.admin().describeTransactions(Set.of(id)).description(id));
      if (state.failure() instanceof AuthorizationException) {
        problems.add(
            "transactional ids %s…: it may not use them (ACL operation Write, with a prefixed pattern)"
                .formatted(sink.prefix()));
      }
      String longest = answers.brokerSetting("transaction.max.timeout.ms");
      if (longest != null && Long.parseLong(longest) < sink.timeoutMillis()) {
        problems.add(
            "topic %s: transactions may last %s at most (`transaction.max.timeout.ms` of the broker), the sink's `transaction-timeout` is %s"
                .formatted(
                    sink.topic(), display(Long.parseLong(longest)), display(sink.timeoutMillis())));
      }
    }
  }

  private static String display(long millis) {
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis + "ms";
  }
}
