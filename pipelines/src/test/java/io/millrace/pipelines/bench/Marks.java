package io.millrace.pipelines.bench;

/** How many times what Millrace takes the best Flink SQL should take. */
final class Marks {
  static final double MEAN_TO_BEST_SQL = 3;
  static final double MEAN_TO_HAND_WRITTEN = 2;

  private Marks() {}

  static double toBestSql(String query, String backend) {
    return switch (query) {
      case "q0", "q1", "q2", "q10", "q14", "q21", "q22" -> 5;
      case "q5", "q7" -> 6;
      case "q8", "q15", "q16" -> 4;
      case "q18" -> 3;
      case "q19" -> backend.equals("rocksdb") ? 1.1 : 3;
      case "q3", "q4", "q9", "q20", "q23" -> 2;
      default -> 1;
    };
  }
}
