package io.millrace.compiler.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Orders the items of each layer so that few links cross: each goes to the mean of its neighbours.
 */
final class LayerOrder {
  private LayerOrder() {}

  static void arrange(List<List<GraphLayout.Item>> layers, int sweeps) {
    List<List<GraphLayout.Item>> best = copy(layers);
    long fewest = crossings(layers);
    for (int sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
      if (sweep % 2 == 0) {
        layers.forEach(layer -> sort(layer, LayerOrder::before));
      } else {
        for (int i = layers.size() - 1; i >= 0; i--) {
          sort(layers.get(i), LayerOrder::behind);
        }
      }
      long now = crossings(layers);
      if (now < fewest) {
        fewest = now;
        best = copy(layers);
      }
    }
    for (int i = 0; i < layers.size(); i++) {
      layers.set(i, best.get(i));
      rank(layers.get(i));
    }
  }

  private static void sort(
      List<GraphLayout.Item> layer, ToDoubleFunction<GraphLayout.Item> wanted) {
    layer.sort(Comparator.comparingDouble(wanted));
    rank(layer);
  }

  private static void rank(List<GraphLayout.Item> layer) {
    for (int i = 0; i < layer.size(); i++) {
      layer.get(i).rank = i;
    }
  }

  private static double before(GraphLayout.Item item) {
    return item.before.stream().mapToInt(joint -> joint.left.rank).average().orElse(item.rank);
  }

  private static double behind(GraphLayout.Item item) {
    return item.behind.stream().mapToInt(joint -> joint.right.rank).average().orElse(item.rank);
  }

  /** The pairs of links that cross, counted with a tree of sums for each pair of layers. */
  private static long crossings(List<List<GraphLayout.Item>> layers) {
    long all = 0;
    for (int i = 0; i + 1 < layers.size(); i++) {
      int size = layers.get(i + 1).size();
      int[] tree = new int[size + 1];
      int seen = 0;
      for (GraphLayout.Item item : layers.get(i)) {
        List<Integer> ends = item.behind.stream().map(joint -> joint.right.rank).sorted().toList();
        for (int end : ends) {
          int notBelow = 0;
          for (int k = end + 1; k > 0; k -= k & -k) {
            notBelow += tree[k];
          }
          all += seen - notBelow;
        }
        for (int end : ends) {
          for (int k = end + 1; k <= size; k += k & -k) {
            tree[k]++;
          }
          seen++;
        }
      }
    }
    return all;
  }

  private static List<List<GraphLayout.Item>> copy(List<List<GraphLayout.Item>> layers) {
    List<List<GraphLayout.Item>> copy = new ArrayList<>();
    layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
    return copy;
  }
}
