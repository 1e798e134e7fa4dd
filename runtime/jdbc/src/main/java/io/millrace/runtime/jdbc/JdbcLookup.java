package io.millrace.runtime.jdbc;

import io.millrace.runtime.lookup.LookupClient;
import io.millrace.runtime.lookup.LookupException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database. JDBC blocks, so each of a few connections has a thread; they are opened when
 * they are needed first, and again after a failure.
 */
public final class JdbcLookup<Q, A> implements LookupClient<Q, A> {
  private static final long serialVersionUID = 1L;

  private final JdbcAccess access;
  private final String sql;
  private final JdbcQuery<Q, A> query;
  private final int connections;
  private transient @Nullable ExecutorService threads;
  private transient @Nullable BlockingQueue<JdbcSession> idle;
  private transient @Nullable List<JdbcSession> sessions;

  private JdbcLookup(JdbcAccess access, String sql, JdbcQuery<Q, A> query, int connections) {
    this.access = access;
    this.sql = sql;
    this.query = query;
    this.connections = connections;
  }

  /**
   * A lookup.
   *
   * @param sql with question marks for what the query binds
   * @param connections at most so many a subtask
   */
  public static <Q, A> JdbcLookup<Q, A> of(
      JdbcAccess access, String sql, JdbcQuery<Q, A> query, int connections) {
    return new JdbcLookup<>(access, sql, query, connections);
  }

  @Override
  public void open(String name, int capacity) {
    int count = Math.min(connections, capacity);
    AtomicInteger number = new AtomicInteger();
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, name + "-jdbc-" + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(classes); // where the driver is
              return thread;
            });
    sessions = new ArrayList<>();
    idle = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      JdbcSession session = new JdbcSession(access, sql);
      sessions.add(session);
      idle.add(session);
    }
  }

  @Override
  public CompletableFuture<List<A>> ask(Q question, Duration patience) {
    if (threads == null) {
      return CompletableFuture.failedFuture(new LookupException("closed", false, null));
    }
    long deadline = System.nanoTime() + patience.toNanos();
    return CompletableFuture.supplyAsync(() -> query(question, deadline), threads);
  }

  private List<A> query(Q question, long deadline) {
    BlockingQueue<JdbcSession> free = idle;
    JdbcSession session = free == null ? null : free.poll();
    if (free == null || session == null) { // as many threads as sessions
      throw new CompletionException(new LookupException("closed", false, null));
    }
    try {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new CompletionException(
            new LookupException("no connection was free in time", false, null));
      }
      int seconds = (int) Math.min(Integer.MAX_VALUE, left / 1_000_000_000L + 1);
      return session.query(query, question, seconds);
    } catch (SQLException e) {
      throw new CompletionException(
          new LookupException("query on " + access + ": " + e.getMessage(), mayPass(e), e));
    } finally {
      free.add(session);
    }
  }

  /** What the statement itself cannot do is not tried again. */
  private static boolean mayPass(SQLException e) {
    return !(e instanceof SQLSyntaxErrorException)
        && !(e instanceof SQLIntegrityConstraintViolationException)
        && !(e instanceof SQLNonTransientException)
        && !(e.getSQLState() != null
            && (e.getSQLState().startsWith("42") || e.getSQLState().startsWith("22")));
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
      threads = null;
    }
    if (sessions != null) {
      sessions.forEach(JdbcSession::close);
      sessions = null;
    }
    idle = null;
  }
}
