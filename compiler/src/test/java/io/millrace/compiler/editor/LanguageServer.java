package io.millrace.compiler.editor;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML language server in a process of its own, spoken to over its standard streams as an editor
 * does.
 */
final class LanguageServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PATIENCE = 60;

  private final Process process;
  private final OutputStream out;
  private final JsonNode yaml;
  private final UnaryOperator<String> downloads;
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> diagnostics = new ConcurrentHashMap<>();
  private int last;

  private LanguageServer(Process process, JsonNode yaml, UnaryOperator<String> downloads) {
    this.process = process;
    this.yaml = yaml;
    this.out = process.getOutputStream();
    this.downloads = downloads;
    Thread reader = new Thread(this::read, "language-server");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it.
   *
   * @param modules the directory {@code node_modules} where it is installed
   * @param workspace the directory that is open in the editor
   * @param yaml the user's settings below {@code yaml}
   * @param downloads gives the text for an address, as the editor downloads schemas for the server
   */
  static LanguageServer start(
      Path modules, Path workspace, JsonNode yaml, UnaryOperator<String> downloads)
      throws Exception {
    Path main = modules.resolve("yaml-language-server/bin/yaml-language-server");
    Process process =
        new ProcessBuilder("node", main.toString(), "--stdio")
            .redirectError(workspace.resolve("language-server.log").toFile())
            .start();
    LanguageServer server = new LanguageServer(process, yaml, downloads);
    ObjectNode hello = JSON.createObjectNode();
    hello.put("processId", ProcessHandle.current().pid());
    hello.put("rootUri", workspace.toUri().toString());
    hello
        .putArray("workspaceFolders")
        .addObject()
        .put("uri", workspace.toUri().toString())
        .put("name", "project");
    hello.set(
        "capabilities",
        JSON.readTree(
            """
            {
              "workspace": {"configuration": true, "workspaceFolders": true},
              "textDocument": {
                "completion": {
                  "completionItem": {
                    "snippetSupport": true, "documentationFormat": ["markdown", "plaintext"]
                  }
                },
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {}
              }
            }
            """));
    server.call("initialize", hello);
    server.tell("initialized", JSON.createObjectNode());
    server.tell("yaml/registerContentRequest", JSON.createObjectNode());
    return server;
  }

  /** What is offered at a place. */
  List<JsonNode> complete(Path file, int line, int column) throws Exception {
    JsonNode answer = call("textDocument/completion", place(file, line, column));
    JsonNode items = answer.has("items") ? answer.path("items") : answer;
    return items.valueStream().toList();
  }

  /** What is shown when the mouse rests at a place, in Markdown; empty if nothing is. */
  String hover(Path file, int line, int column) throws Exception {
    return call("textDocument/hover", place(file, line, column)).at("/contents/value").asString("");
  }

  /** Opens a file with a text that need not be on the disk. */
  void open(Path file, String text) throws IOException {
    ObjectNode opened = JSON.createObjectNode();
    opened
        .putObject("textDocument")
        .put("uri", file.toUri().toString())
        .put("languageId", "yaml")
        .put("version", 1)
        .put("text", text);
    diagnostics.put(file.toUri().toString(), new CompletableFuture<>());
    tell("textDocument/didOpen", opened);
  }

  /** What is wrong with an open file; waits until it has been looked at. */
  List<JsonNode> diagnostics(Path file) throws Exception {
    return diagnostics
        .get(file.toUri().toString())
        .get(PATIENCE, TimeUnit.SECONDS)
        .valueStream()
        .toList();
  }

  private static ObjectNode place(Path file, int line, int column) {
    ObjectNode place = JSON.createObjectNode();
    place.putObject("textDocument").put("uri", file.toUri().toString());
    place.putObject("position").put("line", line).put("character", column);
    return place;
  }

  private JsonNode call(String method, JsonNode parameters) throws Exception {
    int id = ++last;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode message = JSON.createObjectNode();
    message.put("id", id).put("method", method).set("params", parameters);
    send(message);
    return answer.get(PATIENCE, TimeUnit.SECONDS);
  }

  private void tell(String method, JsonNode parameters) throws IOException {
    ObjectNode message = JSON.createObjectNode();
    message.put("method", method).set("params", parameters);
    send(message);
  }

  private synchronized void send(ObjectNode message) throws IOException {
    message.put("jsonrpc", "2.0");
    byte[] bytes = JSON.writeValueAsBytes(message);
    out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  private void read() {
    try (DataInputStream in = new DataInputStream(process.getInputStream())) {
      while (true) {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.startsWith("Content-Length:")) {
            length = Integer.parseInt(header.substring("Content-Length:".length()).strip());
          }
        }
        receive(JSON.readTree(in.readNBytes(length)));
      }
    } catch (IOException | RuntimeException e) {
      waiting.values().forEach(answer -> answer.completeExceptionally(e));
      diagnostics.values().forEach(found -> found.completeExceptionally(e));
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (byte next = in.readByte(); next != '\n'; next = in.readByte()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private void receive(JsonNode message) throws IOException {
    if (!message.has("method")) {
      CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt());
      if (message.has("error")) {
        answer.completeExceptionally(new IOException(message.path("error").toString()));
      } else {
        answer.complete(message.path("result"));
      }
    } else if (message.has("id")) {
      ObjectNode answer = JSON.createObjectNode();
      answer.set("id", message.path("id"));
      answer.set("result", answer(message.path("method").asString(), message.path("params")));
      send(answer);
    } else if (message.path("method").asString().equals("textDocument/publishDiagnostics")) {
      JsonNode parameters = message.path("params");
      CompletableFuture<JsonNode> found = diagnostics.get(parameters.path("uri").asString());
      if (found != null) {
        found.complete(parameters.path("diagnostics"));
      }
    }
  }

  /** What the server asks of its editor. */
  private JsonNode answer(String method, JsonNode parameters) {
    return switch (method) {
      case "workspace/configuration" -> {
        ArrayNode answers = JSON.createArrayNode();
        for (JsonNode item : parameters.path("items")) {
          boolean known = item.path("section").asString().equals("yaml");
          answers.add(known ? yaml : JSON.getNodeFactory().nullNode());
        }
        yield answers;
      }
      case "vscode/content" ->
          JSON.getNodeFactory().stringNode(downloads.apply(parameters.path(0).asString()));
      default -> JSON.getNodeFactory().nullNode();
    };
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
