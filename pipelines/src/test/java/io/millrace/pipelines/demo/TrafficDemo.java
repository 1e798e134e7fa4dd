package io.millrace.pipelines.demo;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.TerminalRenderer;
import io.millrace.local.flink.FlinkOptions;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.LocalFlink;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.local.kafka.BrokerOptions;
import io.millrace.local.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Compiles {@code traffic-by-ip.yaml} and runs it on an embedded broker and Flink, which are gone
 * at the end.
 *
 * <p>Arguments: the pipeline's file, and a directory for the generated Java.
 */
public final class TrafficDemo {
  private static final int RECORDS = 250_000;
  private static final String INPUT = "traffic";
  private static final String OUTPUT = "traffic.by-ip";

  private final Path file;
  private final Path javaDirectory;
  private final DemoConsole console = new DemoConsole(System.out);

  private TrafficDemo(Path file, Path javaDirectory) {
    this.file = file;
    this.javaDirectory = javaDirectory;
  }

  /** Exits with 0 when the pipeline's totals are those of the packets that went in. */
  public static void main(String[] args) {
    int status;
    try {
      status = new TrafficDemo(Path.of(args[0]), Path.of(args[1])).run() ? 0 : 1;
    } catch (MistakesInPipeline e) {
      System.err.println("\n" + e.getMessage());
      status = 1;
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      status = 1;
    }
    System.exit(status);
  }

  /** What the user has to mend is shown without a stack trace. */
  private static final class MistakesInPipeline extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MistakesInPipeline(String rendered) {
      super(rendered);
    }
  }

  private boolean run() throws IOException {
    console.title("Millrace", "a YAML pipeline, compiled to a Flink job and run on this machine");
    // The broker takes its time, and meanwhile there is enough to do.
    CompletableFuture<EmbeddedKafka> starting =
        CompletableFuture.supplyAsync(
            () -> EmbeddedKafka.start(BrokerOptions.defaults().withoutShutdownHook()));
    try {
      CompiledPipeline pipeline = compile();
      try (LocalFlink flink = LocalFlink.start(FlinkOptions.defaults())) {
        EmbeddedKafka kafka = starting.join();
        console.step("broker", "Apache Kafka at " + kafka.bootstrapServers() + ", until the end");
        kafka.createTopic(INPUT, 4);
        kafka.createTopic(OUTPUT, 2);
        Packets packets = Packets.produce(kafka.bootstrapServers(), INPUT, RECORDS);
        console.step("packets", "%,d lines `ip,bytes` in topic %s".formatted(RECORDS, INPUT));
        return run(pipeline, flink, kafka, packets);
      }
    } finally {
      starting.join().close();
    }
  }

  private boolean run(
      CompiledPipeline pipeline, LocalFlink flink, EmbeddedKafka kafka, Packets packets) {
    String brokers = kafka.bootstrapServers();
    try (PipelineTopology topology =
            PipelineTopology.build(
                pipeline.files(),
                pipeline.mainClass(),
                flink.environment(),
                new String[] {"--brokers", brokers});
        TrafficReader totals = new TrafficReader(brokers, OUTPUT)) {
      long start = System.nanoTime();
      JobHandle job = flink.run(topology);
      console.step("job", pipeline.name() + " runs on Apache Flink, two subtasks a node");
      while (totals.rows() < RECORDS && !job.status().isTerminalState()) {
        totals.poll();
        console.progress(totals.rows(), RECORDS);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      job.cancel();
      boolean exact = totals.byIp().equals(packets.totals());
      console.table(totals.top(10), totals.byIp().size());
      console.step(
          "result",
          exact
              ? "all totals are exact: %,d packets, each counted once".formatted(RECORDS)
              : "WRONG: the totals are not those of the packets");
      console.step(
          "speed",
          "%,.0f records per second, from job start to the last commit (%.1f s)"
              .formatted(RECORDS / seconds, seconds));
      console.step("pipeline", shown(file));
      console.step(
          "java",
          shown(javaDirectory.resolve(pipeline.mainClass().replace('.', '/')).resolveSibling("")));
      return exact;
    }
  }

  private CompiledPipeline compile() throws IOException {
    long start = System.nanoTime();
    Path root = Path.of("").toAbsolutePath();
    CompileResult result =
        new PipelineCompiler()
            .compile(
                new CompileRequest(
                    List.of(file.toAbsolutePath()), root, CompileRequest.DEFAULT_PACKAGE));
    if (result.hasErrors()) {
      throw new MistakesInPipeline(new TerminalRenderer(false).render(result.diagnostics()));
    }
    CompiledPipeline pipeline = result.pipelines().get(0);
    for (GeneratedFile source : pipeline.files()) {
      Path path = javaDirectory.resolve(source.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, source.text());
    }
    console.step(
        "compiled",
        "%s to %d Java files in %d ms"
            .formatted(
                file.getFileName(),
                pipeline.files().size(),
                (System.nanoTime() - start) / 1_000_000));
    return pipeline;
  }

  private static String shown(Path path) {
    Path root = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(root) ? root.relativize(absolute).toString() : absolute.toString();
  }
}
