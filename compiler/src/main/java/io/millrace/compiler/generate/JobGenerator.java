package io.millrace.compiler.generate;

import io.millrace.compiler.generate.text.JavaFile;
import io.millrace.compiler.generate.text.Templates;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan to Java: a job class with one method a node and one nested class a function, a file a
 * record, decoder and encoder.
 */
public final class JobGenerator {
  private JobGenerator() {}

  /** The Java of a pipeline, and what it asks of classes of the user's. */
  public record Generated(
      String mainClass, List<JavaFile> files, List<UserFunction> userFunctions) {
    public Generated {
      files = List.copyOf(files);
      userFunctions = List.copyOf(userFunctions);
    }
  }

  /** The package of a pipeline below a base package: {@code fraud-watch} → {@code fraudwatch}. */
  public static String packageName(String basePackage, String pipeline) {
    return PackageNames.below(basePackage, pipeline);
  }

  /** The fully qualified name of a plan's job class. */
  public static String mainClass(Plan plan, String basePackage) {
    return packageName(basePackage, plan.name())
        + "."
        + new Names(plan).classFor(plan.name(), "Job");
  }

  /** Generates all classes. */
  public static Generated generate(Plan plan, String basePackage) {
    JobContext job = new JobContext(plan, basePackage);
    String className = job.names.classFor(plan.name(), "Job");
    MethodWriter methods = new MethodWriter(job);
    Codecs codecs = new Codecs(job);
    NodeMethods nodes =
        new NodeMethods(
            new SourceMethods(job, methods, codecs),
            new OperatorMethods(job, methods, codecs),
            new LookupMethods(job, methods, codecs),
            new JoinMethods(job, methods, codecs),
            new KeyedMethods(job, methods, codecs),
            new JavaMethods(job, methods),
            new SqlMethods(job, methods),
            new SinkMethods(job, methods, codecs));
    for (PlanNode node : plan.nodes()) {
      node.accept(nodes);
    }
    String environment =
        job.imports.use("org.apache.flink.streaming.api.environment.StreamExecutionEnvironment");
    job.imports.use("io.millrace.runtime.job.JobParameters");
    if (!environment.equals("StreamExecutionEnvironment")) {
      throw new IllegalStateException(environment);
    }
    SettingsJava settings = new SettingsJava(job);
    List<String> settingLines = settings.settings();
    List<String> preflight = settings.preflight();
    CollectionImports.add(job);
    List<String> comment = new ArrayList<>();
    if (!plan.description().isBlank()) {
      for (String line : plan.description().strip().split("\\R")) {
        comment.add(JavaLiterals.comment(line));
      }
    }
    JobView view =
        new JobView(
            JavaLiterals.comment(job.source()),
            job.packageName,
            job.imports.sorted(),
            comment,
            className,
            JavaLiterals.string(plan.name()),
            job.constants,
            plan.parameters().stream().flatMap(p -> ParameterJava.declaration(p).stream()).toList(),
            preflight,
            settingLines,
            methods.graph(),
            methods.nodes(),
            job.functions);
    List<JavaFile> files = new ArrayList<>();
    files.add(JavaFile.of(job.packageName, className, Templates.render("job.ftl", view)));
    files.addAll(job.records.write());
    files.addAll(job.files);
    SharedImports shared = new SharedImports(job.records.shared(), basePackage);
    return new Generated(
        job.packageName + "." + className,
        files.stream().map(shared::addTo).toList(),
        job.userFunctions);
  }
}
