package io.millrace.compiler.generate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Imports the collections and decimals that the bodies of functions name by their simple names. */
final class CollectionImports {
  private static final Pattern COLLECTION =
      Pattern.compile("(?<![\\w.\"])(List|Map|ArrayList|LinkedHashMap)(?=[<.])");

  private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.\"])BigDecimal\\b");

  private CollectionImports() {}

  static void add(JobContext job) {
    for (FunctionView function : job.functions) {
      scan(function.constants(), job);
      for (FunctionView.MethodView method : function.methods()) {
        scan(method.body(), job);
        scan(List.of(method.signature()), job);
      }
    }
  }

  private static void scan(List<String> lines, JobContext job) {
    for (String line : lines) {
      Matcher matcher = COLLECTION.matcher(line);
      while (matcher.find()) {
        job.imports.use("java.util." + matcher.group(1));
      }
      if (DECIMAL.matcher(line).find()) {
        job.imports.use("java.math.BigDecimal");
      }
    }
  }
}
