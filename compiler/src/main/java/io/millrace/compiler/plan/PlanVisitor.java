package io.millrace.compiler.plan;

/** One method a node type and no defaults, so that a forgotten case is a compile error. */
public interface PlanVisitor<R> {
  R visit(KafkaSource node);

  R visit(PlanNode.FileSource node);

  R visit(PlanNode.ElementsSource node);

  R visit(PlanNode.DatagenSource node);

  R visit(PlanNode.Filter node);

  R visit(PlanNode.Select node);

  R visit(PlanNode.Unnest node);

  R visit(PlanNode.Union node);

  R visit(PlanNode.Route node);

  R visit(PlanNode.Aggregate node);

  R visit(Deduplicate node);

  R visit(TopN node);

  R visit(Lookup node);

  R visit(Join node);

  R visit(Enrich node);

  R visit(KeyedProcess node);

  R visit(Reduce node);

  R visit(PatternMatch node);

  R visit(JavaFunction node);

  R visit(Sql node);

  R visit(PlanNode.KafkaSink node);

  R visit(PlanNode.PrintSink node);

  R visit(PlanNode.FileSink node);

  R visit(JdbcSink node);

  R visit(BlackholeSink node);
}
