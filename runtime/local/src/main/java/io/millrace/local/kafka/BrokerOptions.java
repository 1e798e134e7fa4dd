package io.millrace.local.kafka;

import io.millrace.local.jvm.JvmClassPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to start an {@link EmbeddedKafka}.
 *
 * @param port where clients connect; 0 picks a free one
 * @param classPath holds the broker and this module; empty means this JVM's
 * @param listeners more ports, for clients with security settings
 * @param properties server properties that replace or add to the embedded broker's own
 * @param patience how long the broker may make no visible progress while it starts
 * @param stopWithJvm whether a shutdown hook stops the broker; without one it still goes away by
 *     itself right after this JVM, and the caller can stop its clients first
 */
public record BrokerOptions(
    int port,
    List<Path> classPath,
    List<BrokerListener> listeners,
    Map<String, String> properties,
    Duration patience,
    boolean stopWithJvm) {

  public BrokerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    classPath = List.copyOf(classPath);
    listeners = List.copyOf(listeners);
    properties = Map.copyOf(properties);
  }

  /** A free port, this JVM's class path, 20 seconds of patience. */
  public static BrokerOptions defaults() {
    return new BrokerOptions(0, List.of(), List.of(), Map.of(), Duration.ofSeconds(20), true);
  }

  public BrokerOptions withPort(int newPort) {
    return new BrokerOptions(newPort, classPath, listeners, properties, patience, stopWithJvm);
  }

  public BrokerOptions withClassPath(List<Path> newClassPath) {
    return new BrokerOptions(port, newClassPath, listeners, properties, patience, stopWithJvm);
  }

  public BrokerOptions withListener(BrokerListener listener) {
    List<BrokerListener> more = new ArrayList<>(listeners);
    more.add(listener);
    return new BrokerOptions(port, classPath, more, properties, patience, stopWithJvm);
  }

  public BrokerOptions withProperty(String name, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(name, value);
    return new BrokerOptions(port, classPath, listeners, more, patience, stopWithJvm);
  }

  public BrokerOptions withPatience(Duration newPatience) {
    return new BrokerOptions(port, classPath, listeners, properties, newPatience, stopWithJvm);
  }

  public BrokerOptions withoutShutdownHook() {
    return new BrokerOptions(port, classPath, listeners, properties, patience, false);
  }

  String joinedClassPath() {
    return JvmClassPath.joined(classPath.isEmpty() ? JvmClassPath.entries() : classPath);
  }
}
