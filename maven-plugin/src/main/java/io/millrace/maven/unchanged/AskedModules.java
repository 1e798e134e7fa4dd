package io.millrace.maven.unchanged;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Answers as another predicate does, and remembers what it was asked. Any thread may ask. */
final class AskedModules implements Predicate<String> {
  private final Predicate<String> answers;
  private final Map<String, Boolean> asked = new ConcurrentHashMap<>();

  AskedModules(Predicate<String> answers) {
    this.answers = answers;
  }

  @Override
  public boolean test(String artifactId) {
    return asked.computeIfAbsent(artifactId, answers::test);
  }

  SortedMap<String, Boolean> asked() {
    return new TreeMap<>(asked);
  }
}
