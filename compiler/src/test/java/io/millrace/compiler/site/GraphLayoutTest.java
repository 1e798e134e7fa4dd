package io.millrace.compiler.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing of a drawn graph lies over something else. */
class GraphLayoutTest {
  @Test
  void boxesOfAnyGraphHaveRoom() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int size = 1 + random.nextInt(40);
      List<GraphLayout.Box> boxes = new ArrayList<>();
      List<GraphLayout.Link> links = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        boxes.add(new GraphLayout.Box(80 + random.nextInt(200), 52, 2));
        for (int from = 0; from < i; from++) {
          if (random.nextInt(i + 2) < 2) {
            links.add(new GraphLayout.Link(from, random.nextInt(2), i, random.nextInt(150)));
          }
        }
      }
      check(boxes, links);
    }
  }

  @Test
  void aBoxWithManyLinksIsHighEnoughForThem() {
    List<GraphLayout.Box> boxes = new ArrayList<>();
    List<GraphLayout.Link> links = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      boxes.add(new GraphLayout.Box(100, 52, 1));
      links.add(new GraphLayout.Link(i, 0, 30, 60));
    }
    boxes.add(new GraphLayout.Box(100, 52, 0));
    GraphLayout.Drawing drawing = check(boxes, links);
    assertThat(drawing.places().get(30).height()).isGreaterThanOrEqualTo(30 * GraphLayout.PORT);
    assertThat(drawing.ways().stream().map(GraphLayout.Way::y).distinct()).hasSize(30);
  }

  @Test
  void aChainIsALine() {
    List<GraphLayout.Box> boxes = new ArrayList<>();
    List<GraphLayout.Link> links = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      boxes.add(new GraphLayout.Box(100, 52, 1));
      if (i > 0) {
        links.add(new GraphLayout.Link(i - 1, 0, i, 40));
      }
    }
    GraphLayout.Drawing drawing = check(boxes, links);
    assertThat(drawing.ways().stream().map(GraphLayout.Way::y).distinct()).hasSize(1);
  }

  @Test
  void thousandsOfBoxesAreLaidOut() {
    List<GraphLayout.Box> boxes = new ArrayList<>();
    List<GraphLayout.Link> links = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      boxes.add(new GraphLayout.Box(100, 52, 1));
      if (i >= 40) {
        links.add(new GraphLayout.Link(i - 40, 0, i, 40));
        links.add(new GraphLayout.Link(i - 40 + (i % 3), 0, i, 40));
      }
    }
    check(boxes, links);
  }

  private static GraphLayout.Drawing check(
      List<GraphLayout.Box> boxes, List<GraphLayout.Link> links) {
    GraphLayout.Drawing drawing = GraphLayout.of(boxes, links);
    List<GraphLayout.Place> places = drawing.places();
    for (int i = 0; i < places.size(); i++) {
      GraphLayout.Place a = places.get(i);
      assertThat(a.x() >= 0 && a.y() >= 0).isTrue();
      assertThat(a.x() + a.width()).isLessThanOrEqualTo(drawing.width());
      assertThat(a.y() + a.height()).isLessThanOrEqualTo(drawing.height());
      for (int k = i + 1; k < places.size(); k++) {
        GraphLayout.Place b = places.get(k);
        boolean apart =
            a.x() + a.width() <= b.x()
                || b.x() + b.width() <= a.x()
                || a.y() + a.height() <= b.y()
                || b.y() + b.height() <= a.y();
        if (!apart) {
          throw new AssertionError(a + " lies over " + b);
        }
      }
    }
    for (int i = 0; i < links.size(); i++) {
      GraphLayout.Place target = places.get(links.get(i).to());
      GraphLayout.Way way = drawing.ways().get(i);
      assertThat(way.x()).isEqualTo(target.x());
      assertThat(way.y()).isBetween(target.y(), target.y() + target.height());
      GraphLayout.Place source = places.get(links.get(i).from());
      assertThat(source.x() + source.width() + links.get(i).label()).isLessThan(target.x());
    }
    return drawing;
  }
}
