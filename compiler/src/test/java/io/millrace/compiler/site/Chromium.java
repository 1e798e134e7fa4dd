package io.millrace.compiler.site;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium and one page in it, driven over the DevTools protocol on loopback. It reaches
 * no network: everything but files is refused.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final Pattern SOCKET =
      Pattern.compile("\"webSocketDebuggerUrl\":\\s*\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+)");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final int PATIENCE = 60;

  private final Process process;
  private final WebSocket socket;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());
  private final ConcurrentHashMap<Integer, CompletableFuture<String>> waiting =
      new ConcurrentHashMap<>();
  private int last;

  private Chromium(Process process, String address) throws Exception {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .get(PATIENCE, TimeUnit.SECONDS);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", "");
    }
    call("Emulation.setFocusEmulationEnabled", "\"enabled\":true");
  }

  /** Where it is installed; null if it is not. */
  static @Nullable Path binary() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  static Chromium start(Path binary, Path profile) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            binary.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    try {
      return new Chromium(process, page(profile));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String page(Path profile) throws Exception {
    Path port = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (System.nanoTime() < end) {
      if (Files.exists(port) && Files.readString(port).contains("\n")) {
        String address = "http://127.0.0.1:" + Files.readString(port).lines().findFirst().get();
        HttpResponse<String> pages =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create(address + "/json/list")).build(),
                    HttpResponse.BodyHandlers.ofString());
        Matcher socket = SOCKET.matcher(pages.body());
        if (socket.find()) {
          return socket.group(1);
        }
      }
      Thread.sleep(50);
    }
    throw new IOException("Chromium does not answer: " + profile.resolve("chromium.log"));
  }

  /** Errors of scripts, what they logged, and what could not be loaded. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The addresses of all that was asked for. */
  List<String> loaded() {
    return List.copyOf(loaded);
  }

  void open(URI address) throws Exception {
    call("Page.navigate", "\"url\":\"" + address + "\"");
    await("document.readyState === 'complete' && location.href === '" + address + "'");
  }

  void size(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        "\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false"
            .formatted(width, height));
  }

  void prefer(String scheme) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]".formatted(scheme));
  }

  /** Types into what has the focus. */
  void type(String text) throws Exception {
    call("Input.insertText", "\"text\":\"" + text + "\"");
  }

  void press(String key, int code) throws Exception {
    String rest = "\"key\":\"%s\",\"windowsVirtualKeyCode\":%d".formatted(key, code);
    String text = key.length() == 1 ? ",\"text\":\"" + key + "\"" : "";
    call("Input.dispatchKeyEvent", "\"type\":\"keyDown\"," + rest + text);
    call("Input.dispatchKeyEvent", "\"type\":\"keyUp\"," + rest);
  }

  /** The value of an expression, as a string. */
  String value(String expression) throws Exception {
    String answer =
        call(
            "Runtime.evaluate",
            "\"returnByValue\":true,\"expression\":\"%s\""
                .formatted(
                    ("String(" + expression + ")")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")));
    Matcher value = VALUE.matcher(answer);
    if (!value.find()) {
      throw new AssertionError(expression + ": " + answer);
    }
    return value.group(1).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }

  void await(String condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (!value(condition).equals("true")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never: " + condition);
      }
      Thread.sleep(20);
    }
  }

  void screenshot(Path file) throws Exception {
    String answer = call("Page.captureScreenshot", "\"format\":\"png\"");
    String data = answer.replaceFirst("(?s).*\"data\":\"", "").replaceFirst("(?s)\".*", "");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  private String call(String method, String parameters) throws Exception {
    int id = ++last;
    CompletableFuture<String> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    String message =
        "{\"id\":%d,\"method\":\"%s\",\"params\":{%s}}".formatted(id, method, parameters);
    socket.sendText(message, true).get(PATIENCE, TimeUnit.SECONDS);
    return answer.get(PATIENCE, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Messages come in pieces. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean isLast) {
      message.append(data);
      if (isLast) {
        message(message.toString());
        message.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void message(String text) {
      Matcher id = ID.matcher(text);
      if (id.find()) {
        CompletableFuture<String> answer = waiting.remove(Integer.valueOf(id.group(1)));
        if (answer != null) {
          answer.complete(text);
        }
      } else if (text.contains("\"Runtime.exceptionThrown\"")
          || text.contains("\"Runtime.consoleAPICalled\"")
          || text.contains("\"Log.entryAdded\"")
          || text.contains("\"Network.loadingFailed\"")) {
        complaints.add(text);
      } else if (text.contains("\"Network.requestWillBeSent\"")) {
        loaded.add(text.replaceFirst("(?s).*\"url\":\"", "").replaceFirst("(?s)\".*", ""));
      }
    }
  }
}
