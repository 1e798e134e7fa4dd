package io.millrace.pipelines;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * How far jobs of this JVM have read: Flink's own gauges. The offsets of a consumer group say the
 * same only when the consumer's poll ends, up to ten seconds after the checkpoint.
 */
public final class ReadOffsets implements MetricReporter {
  private static final Map<Metric, Partition> GAUGES = new ConcurrentHashMap<>();

  private record Partition(String job, String topic) {}

  /** What Flink loads as a service. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(java.util.Properties properties) {
      return new ReadOffsets();
    }
  }

  /** How many records a job has read of a topic that was empty when it was made. */
  static long of(JobID job, String topic) {
    Partition asked = new Partition(job.toString(), topic);
    return GAUGES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(asked))
        .mapToLong(entry -> ((Number) ((Gauge<?>) entry.getKey()).getValue()).longValue() + 1)
        .sum();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String topic = group.getAllVariables().get("<topic>");
    String job = group.getAllVariables().get("<job_id>");
    if (name.equals("currentOffset") && topic != null && job != null) {
      GAUGES.put(metric, new Partition(job, topic));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    GAUGES.remove(metric);
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}
}
