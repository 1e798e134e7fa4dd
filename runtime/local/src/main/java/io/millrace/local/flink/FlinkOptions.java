package io.millrace.local.flink;

import java.util.Map;
import java.util.TreeMap;

/**
 * The shape of a {@link LocalFlink}.
 *
 * @param configuration Flink options of the cluster that replace or add to its own
 */
public record FlinkOptions(
    int taskManagers, int slotsPerTaskManager, Map<String, String> configuration) {
  public FlinkOptions {
    if (taskManagers < 1 || slotsPerTaskManager < 1) {
      throw new IllegalArgumentException(
          "need at least one task manager and one slot: "
              + taskManagers
              + ", "
              + slotsPerTaskManager);
    }
    configuration = Map.copyOf(configuration);
  }

  /** One task manager with four slots. */
  public static FlinkOptions defaults() {
    return new FlinkOptions(1, 4, Map.of());
  }

  public FlinkOptions withSlots(int newTaskManagers, int newSlots) {
    return new FlinkOptions(newTaskManagers, newSlots, configuration);
  }

  public FlinkOptions with(String option, String value) {
    Map<String, String> more = new TreeMap<>(configuration);
    more.put(option, value);
    return new FlinkOptions(taskManagers, slotsPerTaskManager, more);
  }
}
