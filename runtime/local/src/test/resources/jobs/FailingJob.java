package jobs;

import io.millrace.runtime.job.JobParameters;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Fails on a record, with an exception class of the job's own jar. */
public final class FailingJob {
  private FailingJob() {}

  public static JobParameters parameters(String[] args) {
    return JobParameters.declare().string("mode", null, null).parse(args);
  }

  public static void build(StreamExecutionEnvironment env, JobParameters parameters) {
    Configuration c = new Configuration();
    c.setString("restart-strategy.type", "none");
    c.setString("pipeline.name", "failing");
    env.configure(c);
    env.fromData(1L, 2L, 0L).map(new Divide(parameters.string("mode"))).sinkTo(new DiscardingSink<>());
  }

  public static final class NoSuchLuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchLuck(String message) {
      super(message);
    }
  }

  static final class Divide implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final String mode;

    Divide(String mode) {
      this.mode = mode;
    }

    @Override
    public Long map(Long value) {
      if (value == 0 && mode.equals("own")) {
        throw new NoSuchLuck("zero is not allowed");
      }
      return 10 / value;
    }
  }
}
