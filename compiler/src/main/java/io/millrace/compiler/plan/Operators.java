package io.millrace.compiler.plan;

import io.millrace.compiler.model.JobDecl;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How nodes become operators, where it is not one for one.
 *
 * @param fused ids of nodes that are one operator, in their order, by that of the last one
 * @param keptPlaces ids of keyed nodes whose rows lie where their keys belong, and stay there
 * @param sharedSlices ids of windowed aggregates that have the first of their two steps in common,
 *     in their order
 * @param done rewrites that decide how nodes become Java, by what the plan says already
 */
public record Operators(
    Map<String, List<String>> fused,
    Set<String> keptPlaces,
    List<List<String>> sharedSlices,
    Set<JobDecl.Rewrite> done) {
  /** Every node is an operator. */
  public static final Operators ONE_A_NODE = new Operators(Map.of(), Set.of(), List.of(), Set.of());

  public Operators {
    fused = Map.copyOf(fused);
    keptPlaces = Set.copyOf(keptPlaces);
    sharedSlices = List.copyOf(sharedSlices);
    done = Set.copyOf(done);
  }

  Operators withFused(Map<String, List<String>> newFused) {
    return new Operators(newFused, keptPlaces, sharedSlices, done);
  }

  Operators withKeptPlaces(Set<String> newPlaces) {
    return new Operators(fused, newPlaces, sharedSlices, done);
  }

  Operators withSharedSlices(List<List<String>> newSlices) {
    return new Operators(fused, keptPlaces, newSlices, done);
  }

  Operators withDone(JobDecl.Rewrite rewrite) {
    Set<JobDecl.Rewrite> all = new HashSet<>(done);
    all.add(rewrite);
    return new Operators(fused, keptPlaces, sharedSlices, all);
  }
}
