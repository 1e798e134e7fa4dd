package io.millrace.local.bench;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.local.compile.CompiledJar;
import io.millrace.local.compile.InProcessCompiler;
import io.millrace.local.flink.GeneratedJob;
import io.millrace.local.flink.PipelineTopology;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How long it takes from YAML to a topology that Flink can run, by phases, for pipelines of more
 * and more nodes and for many files: in a new JVM, and in a warm one.
 *
 * <p>Without arguments it starts a JVM for each size. Each does it once, and then {@value #ROUNDS}
 * times, of which the medians count; the largest {@value #ROUNDS_OF_MANY} times, of which the
 * dearer ones do.
 */
public final class TopologyTiming {
  private static final int ROUNDS = 7;

  /** Of more nodes than these there are fewer rounds. */
  private static final int MANY = 500;

  private static final int ROUNDS_OF_MANY = 2;
  private static final List<Integer> NODES = List.of(1, 10, 100, 1_000);
  private static final int FILES = 500;

  /** What a file of many has. */
  private static final int NODES_A_FILE = 5;

  private TopologyTiming() {}

  /**
   * In ms: to validate, to write Java besides, to compile it, to build StreamGraph and JobGraph.
   */
  private record Phases(double validate, double java, double javac, double graph) {
    double all() {
      return java + javac + graph;
    }
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 2) {
      measure(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
      return;
    }
    System.out.println(
        "| files | nodes each | | validate | and write Java | javac | StreamGraph, JobGraph | YAML to topology |");
    System.out.println("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |");
    for (int nodes : NODES) {
      fork(1, nodes);
    }
    fork(FILES, NODES_A_FILE);
  }

  private static void fork(int files, int nodes) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(TopologyTiming.class.getName(), String.valueOf(files), String.valueOf(nodes)));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("failed: " + command);
    }
  }

  private static void measure(int files, int nodes) throws IOException {
    Path directory = Files.createTempDirectory("topology");
    List<Path> pipelines = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      pipelines.add(
          Files.writeString(directory.resolve("p" + i + ".yaml"), pipeline("p" + i, nodes)));
    }
    CompileRequest request = new CompileRequest(pipelines, directory, "timing");
    print(files, nodes, "cold", time(request, false));
    List<Phases> rounds = new ArrayList<>();
    int warm = files * nodes > MANY ? ROUNDS_OF_MANY : ROUNDS;
    for (int i = 0; i < warm; i++) {
      rounds.add(time(request, true));
    }
    print(
        files,
        nodes,
        "warm",
        new Phases(
            median(rounds.stream().mapToDouble(Phases::validate).toArray()),
            median(rounds.stream().mapToDouble(Phases::java).toArray()),
            median(rounds.stream().mapToDouble(Phases::javac).toArray()),
            median(rounds.stream().mapToDouble(Phases::graph).toArray())));
  }

  private static void print(int files, int nodes, String how, Phases phases) {
    System.out.printf(
        "| %,d | %,d | %s | %s | %,.0f ms | %,.0f ms | %,.0f ms | %,.0f ms |%n",
        files,
        nodes,
        how,
        how.equals("cold") ? "" : "%,.0f ms".formatted(phases.validate()),
        phases.java(),
        phases.javac(),
        phases.graph(),
        phases.all());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /**
   * One time through.
   *
   * @param validate whether it is also validated alone: not when the first time counts
   */
  private static Phases time(CompileRequest request, boolean validate) {
    long start = System.nanoTime();
    if (validate) {
      new PipelineCompiler().validate(request);
    }
    long validated = System.nanoTime();
    CompileResult result = new PipelineCompiler().compile(request);
    long written = System.nanoTime();
    if (result.pipelines().size() != request.files().size()) {
      throw new IllegalStateException("not as generated: " + result.diagnostics());
    }
    List<GeneratedFile> sources =
        result.pipelines().stream().flatMap(pipeline -> pipeline.files().stream()).toList();
    try (CompiledJar jar = new InProcessCompiler().compile(sources)) {
      long compiled = System.nanoTime();
      for (CompiledPipeline pipeline : result.pipelines()) {
        StreamExecutionEnvironment environment =
            new StreamExecutionEnvironment(new Configuration());
        GeneratedJob job = GeneratedJob.of(jar, pipeline.mainClass());
        PipelineTopology topology = job.build(environment, job.parameters());
        topology.environment().getStreamGraph().getJobGraph();
      }
      long built = System.nanoTime();
      return new Phases(
          (validated - start) / 1e6,
          (written - validated) / 1e6,
          (compiled - written) / 1e6,
          (built - compiled) / 1e6);
    }
  }

  /** A filter, a select, a deduplication and windows in turn. */
  static String pipeline(String name, int nodes) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: millrace/v1
            kind: Pipeline
            name: %s
            connections:
              main: { type: kafka, bootstrap-servers: "localhost:9092" }
            sources:
              orders:
                type: kafka
                connection: main
                topic: orders
                format: json
                schema: { id: string, shop: string, amount: double, at: timestamp }
                time: { field: at, max-out-of-orderness: 5s }
            operators:
            """
                .formatted(name));
    StringBuilder sinks = new StringBuilder("sinks:\n");
    for (int i = 0; i < nodes; i++) {
      String part = String.valueOf(i / 4);
      String node =
          switch (i % 4) {
            case 0 -> "large-%1$s: { type: filter, input: orders, where: amount > %1$s.0 }";
            case 1 ->
                "cents-%1$s: { type: select, input: large-%1$s, fields: { id: id, shop: shop, at: at, cents: int(amount * 100.0) } }";
            case 2 -> "known-%1$s: { type: deduplicate, input: cents-%1$s, key: [id], within: 1h }";
            default ->
                "totals-%1$s: { type: aggregate, input: known-%1$s, key: [shop], window: { type: tumbling, size: 1m }, measures: { from: window.start, n: count(), total: sum(cents) } }";
          };
      text.append("  ").append(node.formatted(part)).append('\n');
      if (i % 4 == 3 || i == nodes - 1) {
        String last = node.substring(0, node.indexOf(':')).formatted(part);
        sinks.append("  out-%s: { type: print, input: %s }%n".formatted(part, last));
      }
    }
    return text.append(sinks).toString();
  }
}
