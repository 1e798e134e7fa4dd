package io.millrace.maven.jar;

import java.util.List;

/**
 * What was written.
 *
 * @param entries how many entries the jar has
 * @param bytes its size
 * @param clashes classes that two parts hold with different bytes, by pair of parts
 */
public record JobJarResult(int entries, long bytes, List<Clash> clashes) {
  public JobJarResult {
    clashes = List.copyOf(clashes);
  }

  /**
   * Two parts that disagree.
   *
   * @param kept the part whose classes are in the jar
   * @param dropped the part whose classes are not
   * @param example one of the classes
   * @param count how many there are
   */
  public record Clash(String kept, String dropped, String example, int count) {
    @Override
    public String toString() {
      String more = count == 1 ? "" : " and " + (count - 1) + " more";
      return "%s%s: in %s, and differently in %s, which lost"
          .formatted(example, more, kept, dropped);
    }
  }
}
