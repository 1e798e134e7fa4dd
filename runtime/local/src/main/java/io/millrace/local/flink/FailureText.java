package io.millrace.local.flink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.util.SerializedThrowable;

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

  /** What Flink's source reader says above the reason. */
  private static final Pattern READER =
      Pattern.compile(
          "One or more fetchers have encountered exception|Failed to deserialize consumer record"
              + " due to|SplitFetcher thread \\d+ received unexpected exception while polling the"
              + " records");

  private FailureText() {}

  /**
   * The root cause, and above it the first exception that says something of its own. Never touches
   * classes of the job: their loader may be closed by now, and even a simple name needs it.
   */
  static String of(Throwable failure) {
    List<Throwable> telling = telling(failure);
    String root = line(telling.get(telling.size() - 1));
    String first = line(telling.get(0));
    return first.contains(root) ? root : first + "\n  caused by " + root;
  }

  private static List<Throwable> telling(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> telling = new ArrayList<>();
    Throwable last = failure;
    for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
      last = t;
      if (!WRAPPERS.contains(className(t))
          && !READER.matcher(message(t)).matches()
          && !repeatsItsCause(t)) {
        telling.add(t);
      }
    }
    if (telling.isEmpty()) {
      telling.add(last);
    }
    return telling;
  }

  private static boolean repeatsItsCause(Throwable t) {
    Throwable cause = t.getCause();
    if (cause == null) {
      return false;
    }
    String message = message(t);
    return message.isEmpty() || message.equals(className(cause) + ": " + message(cause));
  }

  private static String line(Throwable t) {
    String name = className(t);
    String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    String message = message(t);
    return message.isEmpty() ? simple : simple + ": " + message;
  }

  private static String className(Throwable t) {
    return t instanceof SerializedThrowable serialized
        ? serialized.getOriginalErrorClassName()
        : t.getClass().getName();
  }

  private static String message(Throwable t) {
    String message = t.getMessage() == null ? "" : t.getMessage().strip();
    if (!(t instanceof SerializedThrowable)) {
      return message;
    }
    // It has the class in front, or alone.
    String name = className(t);
    if (message.equals(name)) {
      return "";
    }
    return message.startsWith(name + ": ") ? message.substring(name.length() + 2) : message;
  }
}
