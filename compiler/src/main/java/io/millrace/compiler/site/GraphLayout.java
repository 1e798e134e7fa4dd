package io.millrace.compiler.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lays a graph out in layers from left to right: every link leads to a later layer, goes around the
 * boxes between its ends, and has its label in the room before its target.
 *
 * <p>The steps are those of Sugiyama, Tagawa and Toda (1981): layers by longest path, bends for
 * long links, an order in each layer that lets few links cross, then places along the layer.
 */
final class GraphLayout {
  /** The distance of two links at a box. */
  static final int PORT = 24;

  private static final int MARGIN = 16;
  private static final int GAP = 26;
  private static final int CURVE = 46;
  private static final int SWEEPS = 12;

  /**
   * A box to place.
   *
   * @param outputs how many kinds of links leave it
   */
  record Box(int width, int height, int outputs) {}

  /**
   * A link to draw.
   *
   * @param output which of the source's outputs it leaves
   * @param label the width of its text
   */
  record Link(int from, int output, int to, int label) {}

  /** Where a box is. */
  record Place(int x, int y, int width, int height) {}

  /**
   * How a link goes.
   *
   * @param path of SVG
   * @param x where it ends
   */
  record Way(String path, int x, int y) {}

  /** All places and ways, in the order of the boxes and links. */
  record Drawing(List<Place> places, List<Way> ways, int width, int height) {}

  private final List<Box> boxes;
  private final List<Link> links;
  private final List<Item> items = new ArrayList<>();
  private final List<List<Item>> layers = new ArrayList<>();
  private final List<List<Item>> chains = new ArrayList<>();

  /** A box, or a bend of a link. */
  static final class Item {
    final int layer;
    final int width;
    final double height;
    final List<Joint> before = new ArrayList<>();
    final List<Joint> behind = new ArrayList<>();
    double y;
    int rank;

    Item(int layer, int width, double height) {
      this.layer = layer;
      this.width = width;
      this.height = height;
    }

    boolean isBend() {
      return width == 0;
    }
  }

  /** A piece of a link between neighbouring layers; offsets are from the middles of its ends. */
  static final class Joint {
    final Item left;
    final Item right;
    final int output;
    double leftOffset;
    double rightOffset;

    Joint(Item left, Item right, int output) {
      this.left = left;
      this.right = right;
      this.output = output;
    }
  }

  private GraphLayout(List<Box> boxes, List<Link> links) {
    this.boxes = boxes;
    this.links = links;
  }

  static Drawing of(List<Box> boxes, List<Link> links) {
    return new GraphLayout(boxes, links).draw();
  }

  private Drawing draw() {
    int[] layerOf = GraphLayers.of(boxes.size(), links);
    int[] inputs = new int[boxes.size()];
    links.forEach(link -> inputs[link.to()]++);
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      int ports = Math.max(inputs[i], box.outputs());
      add(new Item(layerOf[i], box.width(), Math.max(box.height(), ports * PORT + 8)));
    }
    links.forEach(this::bend);
    LayerOrder.arrange(layers, SWEEPS);
    ports();
    LayerPlaces.arrange(layers, GAP, SWEEPS);
    return drawing();
  }

  private Item add(Item item) {
    while (layers.size() <= item.layer) {
      layers.add(new ArrayList<>());
    }
    item.rank = layers.get(item.layer).size();
    layers.get(item.layer).add(item);
    items.add(item);
    return item;
  }

  private void bend(Link link) {
    Item end = items.get(link.to());
    Item last = items.get(link.from());
    List<Item> chain = new ArrayList<>(List.of(last));
    while (last.layer + 1 < end.layer) {
      Item next = add(new Item(last.layer + 1, 0, PORT - 4));
      join(last, next, link.output());
      chain.add(next);
      last = next;
    }
    join(last, end, link.output());
    chain.add(end);
    chains.add(chain);
  }

  private static void join(Item left, Item right, int output) {
    Joint joint = new Joint(left, right, left.isBend() ? 0 : output);
    left.behind.add(joint);
    right.before.add(joint);
  }

  /** Links enter a box from top to bottom as their other ends lie, and leave it by output. */
  private void ports() {
    for (int i = 0; i < boxes.size(); i++) {
      Item item = items.get(i);
      List<Joint> entering = new ArrayList<>(item.before);
      entering.sort(Comparator.comparingInt(joint -> joint.left.rank));
      for (int k = 0; k < entering.size(); k++) {
        entering.get(k).rightOffset = (k - (entering.size() - 1) / 2.0) * PORT;
      }
      int outputs = boxes.get(i).outputs();
      double[] sum = new double[outputs];
      int[] count = new int[outputs];
      for (Joint joint : item.behind) {
        sum[joint.output] += joint.right.rank;
        count[joint.output]++;
      }
      List<Integer> order = new ArrayList<>();
      for (int k = 0; k < outputs; k++) {
        order.add(k);
      }
      order.sort(Comparator.comparingDouble(k -> count[k] == 0 ? 0 : sum[k] / count[k]));
      for (Joint joint : item.behind) {
        joint.leftOffset = (order.indexOf(joint.output) - (outputs - 1) / 2.0) * PORT;
      }
    }
  }

  private Drawing drawing() {
    int[] left = new int[layers.size()];
    int[] right = new int[layers.size()];
    int x = MARGIN;
    for (int layer = 0; layer < layers.size(); layer++) {
      int index = layer;
      if (layer > 0) {
        int label =
            links.stream()
                .filter(link -> items.get(link.to()).layer == index)
                .mapToInt(Link::label)
                .max()
                .orElse(0);
        x += CURVE + (label == 0 ? 12 : label + 22);
      }
      left[layer] = x;
      x += layers.get(layer).stream().mapToInt(item -> item.width).max().orElse(0);
      right[layer] = x;
    }
    double top = items.stream().mapToDouble(item -> item.y - item.height / 2).min().orElse(0);
    double bottom = items.stream().mapToDouble(item -> item.y + item.height / 2).max().orElse(0);
    double shift = MARGIN - top;
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      Item item = items.get(i);
      places.add(
          new Place(
              left[item.layer],
              round(item.y + shift - item.height / 2),
              item.width,
              round(item.height)));
    }
    List<Way> ways = new ArrayList<>();
    for (List<Item> chain : chains) {
      ways.add(way(chain, left, right, shift));
    }
    return new Drawing(places, ways, x + MARGIN, round(bottom - top) + 2 * MARGIN);
  }

  private static Way way(List<Item> chain, int[] left, int[] right, double shift) {
    Item first = chain.get(0);
    StringBuilder path = new StringBuilder();
    int y = 0;
    for (int i = 0; i + 1 < chain.size(); i++) {
      Item from = chain.get(i);
      Item to = chain.get(i + 1);
      Joint joint = joint(from, to);
      int startY = round(from.y + joint.leftOffset + shift);
      y = round(to.y + joint.rightOffset + shift);
      if (i == 0) {
        path.append("M%d %d".formatted(left[first.layer] + first.width, startY));
      }
      int turn = right[from.layer];
      int middle = turn + CURVE / 2;
      path.append(
          "H%dC%d %d %d %d %d %dH%d"
              .formatted(turn, middle, startY, middle, y, turn + CURVE, y, left[to.layer]));
    }
    return new Way(path.toString(), left[chain.get(chain.size() - 1).layer], y);
  }

  /** Two links between the same boxes share nothing: each takes the next joint. */
  private static Joint joint(Item from, Item to) {
    for (Joint joint : from.behind) {
      if (joint.right == to) {
        from.behind.remove(joint);
        return joint;
      }
    }
    throw new IllegalStateException("no joint");
  }

  private static int round(double value) {
    return (int) Math.round(value);
  }
}
