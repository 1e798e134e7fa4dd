package io.millrace.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Retries and kept answers. */
class QuestionsTest {
  /** Fails a question as often as it is told, then answers with it. */
  private static final class Client implements LookupClient<String, String> {
    private static final long serialVersionUID = 1L;

    final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    final int failures;
    final boolean retryable;

    Client(int failures, boolean retryable) {
      this.failures = failures;
      this.retryable = retryable;
    }

    @Override
    public void open(String name, int capacity) {}

    @Override
    public CompletableFuture<List<String>> ask(String question, Duration patience) {
      int attempt = asked.computeIfAbsent(question, q -> new AtomicInteger()).incrementAndGet();
      return attempt <= failures
          ? CompletableFuture.failedFuture(
              new LookupException("attempt " + attempt, retryable, null))
          : CompletableFuture.completedFuture(question.isEmpty() ? List.of() : List.of(question));
    }

    int count(String question) {
      AtomicInteger count = asked.get(question);
      return count == null ? 0 : count.get();
    }

    @Override
    public void close() {}
  }

  private static final LookupOptions OPTIONS =
      LookupOptions.inner("test").timeout(Duration.ofMinutes(1));

  @Test
  void asksAgainAfterFailuresThatMayPass() throws Exception {
    Client client = new Client(2, true);
    assertThat(ask(client, OPTIONS.retries(2), "a")).containsExactly("a");
    assertThat(client.count("a")).isEqualTo(3);
  }

  @Test
  void givesUpAfterTheLastRetry() {
    Client client = new Client(3, true);
    assertThat(failure(client, OPTIONS.retries(2))).isEqualTo("attempt 3");
  }

  @Test
  void doesNotAskAgainWhereThatIsHopeless() {
    Client client = new Client(1, false);
    assertThat(failure(client, OPTIONS.retries(5))).isEqualTo("attempt 1");
    assertThat(client.count("a")).isEqualTo(1);
  }

  @Test
  void keepsAnswersButNoFailures() throws Exception {
    Client client = new Client(1, false);
    Questions<String, String> questions =
        new Questions<>(client, OPTIONS.cache(10, Duration.ofHours(1)));
    List<@Nullable List<String>> answers = new ArrayList<>();
    for (String question : List.of("a", "a", "a", "", "", "")) {
      answers.add(questions.ask(question).exceptionally(e -> null).get());
    }
    assertThat(answers)
        .containsExactly(
            null, List.of("a"), List.of("a"), null, List.<String>of(), List.<String>of());
    assertThat(client.count("a")).isEqualTo(2);
    assertThat(client.count("")).as("that there is nothing is kept, too").isEqualTo(2);
  }

  @Test
  void escapesWhatHasAMeaningInUrls() {
    assertThat(HttpQuestion.escape("a/b?c=é &+")).isEqualTo("a%2Fb%3Fc%3D%C3%A9%20%26%2B");
  }

  private static List<String> ask(Client client, LookupOptions options, String question)
      throws Exception {
    return new Questions<>(client, options).ask(question).get();
  }

  private static String failure(Client client, LookupOptions options) {
    return new Questions<>(client, options)
        .ask("a")
        .handle((answers, failure) -> Questions.message(failure))
        .join();
  }
}
