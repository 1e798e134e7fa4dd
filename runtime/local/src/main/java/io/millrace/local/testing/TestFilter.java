package io.millrace.local.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which tests are run: patterns as Surefire has them, by commas. {@code orders} is a file (without
 * {@code .test.yaml}), {@code orders#large*} tests in it, {@code #large*} tests in any file; {@code
 * *} and {@code ?} stand for any text and any character; a {@code !} in front leaves tests out.
 */
record TestFilter(List<Pick> picks) {
  static final TestFilter ALL = new TestFilter(List.of());

  /** One pattern. */
  record Pick(Pattern file, Pattern test, boolean out) {
    boolean hits(String fileName, String name) {
      return file.matcher(fileName).matches() && test.matcher(name).matches();
    }
  }

  TestFilter {
    picks = List.copyOf(picks);
  }

  static TestFilter parse(String text) {
    List<Pick> picks = new ArrayList<>();
    Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .forEach(
            part -> {
              boolean out = part.startsWith("!");
              String pattern = out ? part.substring(1) : part;
              int hash = pattern.indexOf('#');
              String file = hash < 0 ? pattern : pattern.substring(0, hash);
              String test = hash < 0 ? "*" : pattern.substring(hash + 1);
              picks.add(new Pick(glob(file.isEmpty() ? "*" : file), glob(test), out));
            });
    return new TestFilter(picks);
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    text.replaceFirst("(\\.test)?\\.ya?ml$", "")
        .codePoints()
        .forEach(
            c ->
                regex.append(
                    c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /**
   * Whether a test is run.
   *
   * @param fileName without directory and {@code .test.yaml}
   */
  boolean picks(String fileName, String name) {
    boolean onlyOut = picks.stream().allMatch(Pick::out);
    return (onlyOut || picks.stream().anyMatch(pick -> !pick.out() && pick.hits(fileName, name)))
        && picks.stream().noneMatch(pick -> pick.out() && pick.hits(fileName, name));
  }

  /** Whether it leaves anything out. */
  boolean isAll() {
    return picks.isEmpty();
  }
}
