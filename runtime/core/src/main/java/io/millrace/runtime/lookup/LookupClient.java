package io.millrace.runtime.lookup;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks an outside system. One object a subtask; it is opened before the first question.
 *
 * @param <Q> the question
 * @param <A> one answer
 */
public interface LookupClient<Q, A> extends Serializable, AutoCloseable {
  /**
   * Gets ready.
   *
   * @param name of the node, for threads
   * @param capacity how many questions are open at a time at most
   */
  void open(String name, int capacity) throws Exception;

  /**
   * Asks, and does not block.
   *
   * @param patience after so long nobody waits for the answer
   * @return the answers, none if there is nothing; fails with a {@link LookupException}
   */
  CompletableFuture<List<A>> ask(Q question, Duration patience);

  @Override
  void close();
}
