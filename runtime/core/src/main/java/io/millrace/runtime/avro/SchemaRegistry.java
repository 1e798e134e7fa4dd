package io.millrace.runtime.avro;

import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry with Confluent's HTTP interface. A registry that does not answer is asked again
 * and then fails the job: that says nothing about a record, so no record is skipped for it.
 */
public final class SchemaRegistry implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final int NOT_FOUND = 404;

  private final String url;
  private transient @Nullable HttpClient client;

  /**
   * A registry.
   *
   * @param url the address in front of {@code /schemas} and {@code /subjects}
   */
  public SchemaRegistry(String url) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * The schema with an id.
   *
   * @throws DecodeException if the registry has none of that id, or no schema of Avro
   */
  AvroSchema schema(int id) throws DecodeException {
    HttpResponse<String> answer = send(request("/schemas/ids/" + id).GET().build());
    if (answer.statusCode() == NOT_FOUND) {
      throw new DecodeException("the registry has no schema " + id);
    }
    Map<?, ?> object = object(answer);
    Object kind = object.get("schemaType");
    if (!(object.get("schema") instanceof String text) || (kind != null && !kind.equals("AVRO"))) {
      throw new DecodeException("schema " + id + " of the registry is no schema of Avro");
    }
    try {
      return AvroSchema.parse(text);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("schema " + id + " of the registry: " + e.getMessage());
    }
  }

  /** Registers a schema of Avro and gives its id, which it keeps when it is registered again. */
  int register(String subject, String schema) {
    String body = "{\"schema\":" + JsonTree.quote(schema) + "}";
    String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
    HttpResponse<String> answer =
        send(
            request(path)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (object(answer).get("id") instanceof Double id) {
      return id.intValue();
    }
    throw failed(answer);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(TIMEOUT)
        .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
  }

  private Map<?, ?> object(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 == 2) {
      try {
        if (JsonTree.parse(answer.body()) instanceof Map<?, ?> object) {
          return object;
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(
            "the schema registry " + url + " answers with no JSON: " + e.getMessage(), e);
      }
    }
    throw failed(answer);
  }

  private IllegalStateException failed(HttpResponse<String> answer) {
    String body = answer.body();
    return new IllegalStateException(
        "the schema registry "
            + url
            + " answers "
            + answer.statusCode()
            + ": "
            + (body.length() > 500 ? body.substring(0, 500) + "…" : body));
  }

  private HttpResponse<String> send(HttpRequest request) {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> answer =
            client().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() < 500 || attempt == ATTEMPTS) {
          return answer;
        }
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException(
              "the schema registry " + url + " cannot be reached: " + e, e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while asking the schema registry", e);
      }
      pause(pause);
      pause *= 2;
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the schema registry", e);
    }
  }

  private HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(TIMEOUT)
              .build();
      client = known;
    }
    return known;
  }
}
