package io.millrace.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.apache.flink.runtime.JobException;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  @Test
  void leavesOutWhatSaysNothing() {
    Throwable root = new IllegalArgumentException("no such field");
    assertThat(
            FailureText.of(
                new CompletionException(
                    new JobException("Recovery is suppressed", new RuntimeException(root)))))
        .isEqualTo("IllegalArgumentException: no such field");
  }

  @Test
  void keepsWhatAnOuterExceptionAdds() {
    Throwable outer = new IOException("cannot read offset 7", new ArithmeticException("/ by zero"));
    assertThat(FailureText.of(new FlinkException("wrapped", outer)))
        .isEqualTo("IOException: cannot read offset 7\n  caused by ArithmeticException: / by zero");
  }

  @Test
  void leavesOutWhatSourceReadersSay() {
    Throwable row =
        new IOException("orders: bad record at offset 7: no JSON", new Exception("no JSON"));
    Throwable record = new IOException("Failed to deserialize consumer record due to", row);
    Throwable fetcher =
        new RuntimeException(
            "SplitFetcher thread 0 received unexpected exception while polling the records",
            record);
    assertThat(
            FailureText.of(
                new RuntimeException("One or more fetchers have encountered exception", fetcher)))
        .isEqualTo(
            "IOException: orders: bad record at offset 7: no JSON\n  caused by Exception: no JSON");
  }

  @Test
  void readsSerializedExceptionsWithoutTheirClasses() {
    Throwable outer =
        new SerializedThrowable(
            new JobException("over", new Inner("inner: text", new IllegalStateException())));
    assertThat(FailureText.of(outer))
        .isEqualTo("Inner: inner: text\n  caused by IllegalStateException");
  }

  @Test
  void endsOnWrappersAndCyclesAlone() {
    assertThat(FailureText.of(new FlinkException("only this")))
        .isEqualTo("FlinkException: only this");
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);
    assertThat(FailureText.of(one)).isEqualTo("Exception: one\n  caused by Exception: two");
  }

  private static final class Inner extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Inner(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
