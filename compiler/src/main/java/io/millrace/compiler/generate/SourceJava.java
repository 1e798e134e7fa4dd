package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.PlanNode;
import org.jspecify.annotations.Nullable;

/** What stands between a connector's source and the stream that is made of it. */
final class SourceJava {
  private static final String SOURCE = "source";

  private final JobContext job;

  SourceJava(JobContext job) {
    this.job = job;
  }

  /** The variable {@code source}, with what its options ask for around it. */
  String wrapped(PlanNode.Source node) {
    Double rate = null;
    String source = SOURCE;
    if (node instanceof KafkaSource kafka) {
      rate = kafka.ratePerSecond();
      source = kafka.history() == null ? bounded(kafka, SOURCE) : SOURCE;
    } else if (node instanceof PlanNode.FileSource file) {
      rate = file.ratePerSecond();
    }
    return limited(rate, source);
  }

  /** Kafka's source with an end does not come to it when it was restored. */
  String bounded(KafkaSource node, String source) {
    return node.stop() == null
        ? source
        : job.imports.use("io.millrace.runtime.kafka.BoundedKafkaSource") + ".of(" + source + ")";
  }

  private String limited(@Nullable Double rate, String source) {
    return rate == null
        ? source
        : job.imports.use("io.millrace.runtime.source.RateLimitedSource")
            + ".perSecond("
            + JavaLiterals.doubleValue(rate)
            + ", "
            + source
            + ")";
  }
}
