package io.millrace.compiler.plan;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that stand in a query. A column that is not among them is not read, unless something
 * means all columns.
 */
final class SqlNames {
  /**
   * All columns: {@code SELECT *}, {@code a, b.*}, {@code TABLE t} as a query, and joins by equal
   * names.
   */
  private static final Pattern ALL =
      Pattern.compile(
          "(\\b(SELECT|DISTINCT|ALL)\\s*|,\\s*|\\.\\s*)\\*|^\\s*TABLE\\b|\\bNATURAL\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  private final boolean all;
  private final Set<String> names = new HashSet<>();

  SqlNames(String query) {
    all = ALL.matcher(query).find();
    Matcher name = NAME.matcher(query);
    while (name.find()) {
      names.add(name.group());
    }
  }

  boolean mayRead(String column) {
    return all || names.contains(column);
  }
}
