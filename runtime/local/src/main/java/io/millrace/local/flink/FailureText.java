package io.millrace.local.flink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/** What went wrong, in a line or two, out of Flink's layers of exceptions. */
final class FailureText {
  /** They say that something failed, not what. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "java.lang.reflect.InvocationTargetException",
          "java.lang.reflect.UndeclaredThrowableException",
          "java.util.concurrent.CompletionException",
          "java.util.concurrent.ExecutionException",
          "org.apache.flink.runtime.JobException",
          "org.apache.flink.runtime.client.JobExecutionException",
          "org.apache.flink.runtime.client.JobInitializationException",
          "org.apache.flink.runtime.client.JobSubmissionException",
          "org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException",
          "org.apache.flink.streaming.runtime.tasks.StreamTaskException",
          "org.apache.flink.runtime.taskmanager.AsynchronousException",
          "org.apache.flink.util.FlinkException",
          "org.apache.flink.util.FlinkRuntimeException",
          "org.apache.flink.util.WrappingRuntimeException");

  private FailureText() {}

  /** The root cause, and above it the first exception that says something of its own. */
  static String of(Throwable failure, @Nullable ClassLoader loader) {
    List<Throwable> telling = telling(failure, loader);
    Throwable root = telling.get(telling.size() - 1);
    Throwable first = telling.get(0);
    String text = line(root);
    if (first != root && first.getMessage() != null && !line(first).contains(text)) {
      return line(first) + "\n  caused by " + text;
    }
    return text;
  }

  private static List<Throwable> telling(Throwable failure, @Nullable ClassLoader loader) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> telling = new ArrayList<>();
    Throwable last = failure;
    for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
      Throwable actual = t;
      if (t instanceof SerializedThrowable serialized && loader != null) {
        actual = serialized.deserializeError(loader);
      }
      last = actual;
      if (!WRAPPERS.contains(actual.getClass().getName()) && !repeatsItsCause(actual)) {
        telling.add(actual);
      }
      t = actual;
    }
    if (telling.isEmpty()) {
      telling.add(last);
    }
    return telling;
  }

  private static boolean repeatsItsCause(Throwable t) {
    Throwable cause = t.getCause();
    return cause != null && (t.getMessage() == null || t.getMessage().equals(cause.toString()));
  }

  private static String line(Throwable t) {
    String message = t.getMessage();
    if (t instanceof SerializedThrowable) {
      return message == null ? t.toString() : message; // begins with the original's class
    }
    String name = t.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message.strip();
  }
}
