package io.millrace.compiler.site;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The layer of each box: behind all that it has links from, sources close to what reads them. */
final class GraphLayers {
  private GraphLayers() {}

  static int[] of(int boxes, List<GraphLayout.Link> links) {
    List<List<Integer>> next = new ArrayList<>();
    int[] open = new int[boxes];
    for (int i = 0; i < boxes; i++) {
      next.add(new ArrayList<>());
    }
    for (GraphLayout.Link link : links) {
      next.get(link.from()).add(link.to());
      open[link.to()]++;
    }
    int[] layers = new int[boxes];
    boolean[] start = new boolean[boxes];
    Deque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < boxes; i++) {
      if (open[i] == 0) {
        start[i] = true;
        ready.add(i);
      }
    }
    while (!ready.isEmpty()) {
      int box = ready.poll();
      for (int target : next.get(box)) {
        layers[target] = Math.max(layers[target], layers[box] + 1);
        if (--open[target] == 0) {
          ready.add(target);
        }
      }
    }
    for (int i = 0; i < boxes; i++) {
      if (start[i] && !next.get(i).isEmpty()) {
        layers[i] = next.get(i).stream().mapToInt(target -> layers[target]).min().orElse(1) - 1;
      }
    }
    return layers;
  }
}
