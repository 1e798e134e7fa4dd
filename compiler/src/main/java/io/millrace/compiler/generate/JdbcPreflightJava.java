package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.JdbcDatabase;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.LookupTarget;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Java that asks databases, before a job starts, for what it will need. */
final class JdbcPreflightJava {
  private final JobContext job;
  private final JdbcJava jdbc;

  JdbcPreflightJava(JobContext job) {
    this.job = job;
    this.jdbc = new JdbcJava(job);
  }

  /** Adds a check of each database that nodes use. */
  void checks(Code code) {
    Map<JdbcDatabase, List<String>> calls = new LinkedHashMap<>();
    for (PlanNode node : job.plan.nodes()) {
      String id = JavaLiterals.string(node.id());
      if (node instanceof Lookup lookup && lookup.target() instanceof LookupTarget.Jdbc target) {
        calls
            .computeIfAbsent(target.database(), k -> new ArrayList<>())
            .add("query(" + id + ", " + JavaLiterals.string(target.sql()) + ")");
      } else if (node instanceof JdbcSink sink) {
        String columns = new JdbcSinkMethods(job).list(List.copyOf(sink.columns().values()));
        calls
            .computeIfAbsent(sink.database(), k -> new ArrayList<>())
            .add("table(" + id + ", " + DeployJava.text(sink.table()) + ", " + columns + ")");
      }
    }
    calls.forEach(
        (database, each) -> {
          each.add("check()");
          String preflight = job.imports.use("io.millrace.runtime.jdbc.JdbcPreflight");
          code.line(preflight + ".of(");
          code.line("        " + jdbc.access(database).replace("\n", "\n        ") + ")");
          for (int i = 0; i < each.size(); i++) {
            code.line("    ." + each.get(i) + (i == each.size() - 1 ? ";" : ""));
          }
        });
  }
}
