package io.millrace.compiler.site;

import java.util.List;

/**
 * Places the items of each layer as near to their neighbours as their order and sizes allow, so
 * that links are straight. Where items want the same room, they share it around the mean of what
 * they want (pooled adjacent violators).
 */
final class LayerPlaces {
  private static final double CHAIN = 8;

  /** Graphs that people look at as a whole get as many passes as make a difference. */
  private static final int SMALL = 500;

  private static final int MANY = 200;

  private LayerPlaces() {}

  static void arrange(List<List<GraphLayout.Item>> layers, int gap, int sweeps) {
    for (List<GraphLayout.Item> layer : layers) {
      double y = 0;
      GraphLayout.Item last = null;
      for (GraphLayout.Item item : layer) {
        y += last == null ? 0 : distance(last, item, gap);
        item.y = y;
        last = item;
      }
    }
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (List<GraphLayout.Item> layer : layers) {
        place(layer, gap, true, false);
      }
      for (int i = layers.size() - 1; i >= 0; i--) {
        place(layers.get(i), gap, false, true);
      }
    }
    // At last with all neighbours, which lets chains come to lie straight.
    int passes = layers.stream().mapToInt(List::size).sum() <= SMALL ? MANY : 2 * sweeps;
    for (int sweep = 0; sweep < passes; sweep++) {
      for (int i = 0; i < layers.size(); i++) {
        int layer = sweep % 2 == 0 ? i : layers.size() - 1 - i;
        place(layers.get(layer), gap, true, true);
      }
    }
  }

  private static double distance(GraphLayout.Item above, GraphLayout.Item below, int gap) {
    double space = above.isBend() && below.isBend() ? 4 : gap;
    return (above.height + below.height) / 2 + space;
  }

  private static void place(List<GraphLayout.Item> layer, int gap, boolean before, boolean behind) {
    int size = layer.size();
    double[] offset = new double[size];
    double[] mean = new double[size];
    double[] weight = new double[size];
    int[] count = new int[size];
    int blocks = 0;
    for (int i = 0; i < size; i++) {
      GraphLayout.Item item = layer.get(i);
      offset[i] = i == 0 ? 0 : offset[i - 1] + distance(layer.get(i - 1), item, gap);
      mean[blocks] = wanted(item, before, behind) - offset[i];
      weight[blocks] = item.isBend() ? 3 : 1;
      count[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
        blocks--;
        double sum = weight[blocks - 1] + weight[blocks];
        mean[blocks - 1] =
            (mean[blocks - 1] * weight[blocks - 1] + mean[blocks] * weight[blocks]) / sum;
        weight[blocks - 1] = sum;
        count[blocks - 1] += count[blocks];
      }
    }
    for (int block = 0, i = 0; block < blocks; block++) {
      for (int k = 0; k < count[block]; k++, i++) {
        layer.get(i).y = mean[block] + offset[i];
      }
    }
  }

  private static double wanted(GraphLayout.Item item, boolean before, boolean behind) {
    double sum = 0;
    double weights = 0;
    if (before) {
      for (GraphLayout.Joint joint : item.before) {
        double weight = weight(joint);
        sum += weight * (joint.left.y + joint.leftOffset - joint.rightOffset);
        weights += weight;
      }
    }
    if (behind) {
      for (GraphLayout.Joint joint : item.behind) {
        double weight = weight(joint);
        sum += weight * (joint.right.y + joint.rightOffset - joint.leftOffset);
        weights += weight;
      }
    }
    return weights == 0 ? item.y : sum / weights;
  }

  /** What only follows one another lies in one line; where links part or meet, they bend. */
  private static double weight(GraphLayout.Joint joint) {
    return joint.left.behind.size() == 1 && joint.right.before.size() == 1 ? CHAIN : 1;
  }
}
