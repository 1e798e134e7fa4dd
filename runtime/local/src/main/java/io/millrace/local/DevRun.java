package io.millrace.local;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.testing.RowText;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.local.kafka.EmbeddedKafka;
import io.millrace.runtime.record.DecodedTypeInfo;
import io.millrace.runtime.record.RecordTypeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Pipelines that run while somebody works on them, with a tap at each node. */
final class DevRun implements AutoCloseable {
  private final PipelineRun run;
  private final Thread thread;
  private final List<CompiledPipeline> pipelines;
  private final Map<String, Long> shown = new HashMap<>();

  private DevRun(
      List<CompiledPipeline> pipelines,
      RunnerOptions options,
      Console console,
      @Nullable EmbeddedKafka kafka) {
    this.pipelines = pipelines;
    this.run = new PipelineRun(options, console, new PipelineRun.Surroundings(kafka, DevRun::tap));
    this.thread = new Thread(() -> run(console), "millrace-dev-run");
    thread.setDaemon(true);
  }

  /** Starts them, and returns at once. */
  static DevRun start(
      List<CompiledPipeline> pipelines,
      RunnerOptions options,
      Console console,
      @Nullable EmbeddedKafka kafka) {
    NodeTap.forget();
    DevRun started = new DevRun(pipelines, options, console, kafka);
    started.thread.start();
    return started;
  }

  private void run(Console console) {
    try {
      run.run(pipelines); // which tells how they ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | Error e) {
      // Also what classes fail with that are still loaded when all is closed.
      tell(e.getMessage() == null ? e.toString() : e.getMessage(), console);
    } finally {
      run.close();
    }
  }

  private void tell(String message, Console console) {
    if (!run.isStopping()) {
      console.error(message);
    }
  }

  /** Whether one of them still runs: none does when all have ended, or when they failed. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** Puts a tap behind every node whose rows are of a generated class. */
  private static void tap(CompiledPipeline pipeline, PipelineTopology topology) {
    StreamExecutionEnvironment environment = topology.environment();
    Set<Transformation<?>> seen = new HashSet<>();
    for (Transformation<?> end : List.copyOf(environment.getTransformations())) {
      collect(end, seen);
    }
    for (Transformation<?> node : seen) {
      String uid = node.getUid();
      if (uid == null || uid.contains("--")) {
        continue;
      }
      if (node.getOutputType() instanceof RecordTypeInfo<?>
          || node.getOutputType() instanceof DecodedTypeInfo<?>) {
        @SuppressWarnings("unchecked") // A tap takes rows of any class.
        Transformation<Object> any = (Transformation<Object>) node;
        new DataStream<>(environment, any)
            .flatMap(new NodeTap(name(pipeline, uid), node.getOutputType()))
            .returns(Types.VOID)
            .setParallelism(Math.max(1, node.getParallelism()))
            .uid(uid + "--tap")
            .name(uid + "--tap");
      }
    }
  }

  private static void collect(Transformation<?> node, Set<Transformation<?>> seen) {
    if (seen.add(node)) {
      node.getInputs().forEach(input -> collect(input, seen));
    }
  }

  private static String name(CompiledPipeline pipeline, String uid) {
    return pipeline.name() + " " + uid;
  }

  /**
   * The nodes from which more rows came since this was asked for last, in the order of the plan:
   * how many came out, and the last of them.
   */
  List<String> news() {
    List<String> lines = new ArrayList<>();
    for (CompiledPipeline pipeline : pipelines) {
      if (pipeline.plans() == null) {
        continue;
      }
      var plan = pipeline.plans().optimized();
      for (PlanNode node : plan.nodes()) {
        StreamShape shape = plan.shapes().get(node.id());
        String name = name(pipeline, node.info().uid());
        NodeTap.Counted counted = NodeTap.of(name);
        long count = counted.count();
        Long told = shown.put(name, count);
        if (shape == null || count == (told == null ? 0 : told)) {
          continue;
        }
        lines.add("%s.%s: %,d rows".formatted(pipeline.name(), node.id(), count));
        for (Map<String, Object> row : counted.rows()) {
          lines.add("    " + RowText.row(shape.row(), row));
        }
      }
    }
    return lines;
  }

  @Override
  public void close() {
    run.replace();
    thread.interrupt();
    try {
      thread.join(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
