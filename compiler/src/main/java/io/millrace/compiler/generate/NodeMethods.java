package io.millrace.compiler.generate;

import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanVisitor;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.TopN;
import org.jspecify.annotations.Nullable;

/** Hands each node to the writer of its method. */
record NodeMethods(
    SourceMethods sources,
    OperatorMethods operators,
    LookupMethods lookups,
    JoinMethods joins,
    KeyedMethods keyed,
    JavaMethods java,
    SqlMethods sql,
    SinkMethods sinks)
    implements PlanVisitor<@Nullable Void> {
  @Override
  public @Nullable Void visit(KafkaSource node) {
    sources.kafka(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.FileSource node) {
    sources.file(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.ElementsSource node) {
    sources.elements(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.DatagenSource node) {
    sources.datagen(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Filter node) {
    operators.filter(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Select node) {
    operators.select(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Unnest node) {
    operators.unnest(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Union node) {
    operators.union(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Route node) {
    operators.route(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Aggregate node) {
    operators.aggregate(node);
    return null;
  }

  @Override
  public @Nullable Void visit(Join node) {
    joins.join(node);
    return null;
  }

  @Override
  public @Nullable Void visit(Enrich node) {
    joins.enrich(node);
    return null;
  }

  @Override
  public @Nullable Void visit(Deduplicate node) {
    operators.deduplicate(node);
    return null;
  }

  @Override
  public @Nullable Void visit(KeyedProcess node) {
    keyed.process(node);
    return null;
  }

  @Override
  public @Nullable Void visit(TopN node) {
    operators.topN(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PatternMatch node) {
    keyed.pattern(node);
    return null;
  }

  @Override
  public @Nullable Void visit(Reduce node) {
    keyed.reduce(node);
    return null;
  }

  @Override
  public @Nullable Void visit(JavaFunction node) {
    java.write(node);
    return null;
  }

  @Override
  public @Nullable Void visit(Sql node) {
    sql.write(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.KafkaSink node) {
    sinks.kafka(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.PrintSink node) {
    sinks.print(node);
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.FileSink node) {
    sinks.file(node);
    return null;
  }

  @Override
  public @Nullable Void visit(Lookup node) {
    lookups.lookup(node);
    return null;
  }

  @Override
  public @Nullable Void visit(JdbcSink node) {
    sinks.jdbc(node);
    return null;
  }

  @Override
  public @Nullable Void visit(BlackholeSink node) {
    sinks.blackhole(node);
    return null;
  }
}
