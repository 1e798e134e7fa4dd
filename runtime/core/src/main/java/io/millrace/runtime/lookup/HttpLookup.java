package io.millrace.runtime.lookup;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an HTTP server for JSON. 404, 204 and 410 mean that there is nothing; 408, 425, 429, the 5xx
 * and broken connections may pass, other answers do not.
 */
public final class HttpLookup<Q, A> implements LookupClient<Q, A> {
  private static final long serialVersionUID = 1L;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final String baseUrl;
  private final HashMap<String, String> headers;
  private final HttpQuestion<Q> question;
  private final @Nullable RecordEncoder<Q> body;
  private final RecordDecoder<A> decoder;
  private transient @Nullable HttpClient http;

  private HttpLookup(
      String baseUrl,
      Map<String, String> headers,
      HttpQuestion<Q> question,
      @Nullable RecordEncoder<Q> body,
      RecordDecoder<A> decoder) {
    this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    this.headers = new HashMap<>(headers);
    this.question = question;
    this.body = body;
    this.decoder = decoder;
  }

  /** Questions in the URL. */
  public static <Q, A> HttpLookup<Q, A> get(
      String baseUrl,
      Map<String, String> headers,
      HttpQuestion<Q> question,
      RecordDecoder<A> decoder) {
    return new HttpLookup<>(baseUrl, headers, question, null, decoder);
  }

  /** Questions in a JSON body. */
  public static <Q, A> HttpLookup<Q, A> post(
      String baseUrl,
      Map<String, String> headers,
      HttpQuestion<Q> question,
      RecordEncoder<Q> body,
      RecordDecoder<A> decoder) {
    return new HttpLookup<>(baseUrl, headers, question, body, decoder);
  }

  @Override
  public void open(String name, int capacity) {
    http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  }

  @Override
  public CompletableFuture<List<A>> ask(Q asked, Duration patience) {
    HttpClient client = http;
    if (client == null) {
      throw new IllegalStateException("not open");
    }
    Duration timeout = patience.isNegative() || patience.isZero() ? Duration.ofMillis(1) : patience;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + question.path(asked)))
            .timeout(timeout)
            .header("Accept", "application/json");
    headers.forEach(request::setHeader);
    if (body == null) {
      request.GET();
    } else {
      request.setHeader("Content-Type", "application/json");
      byte[] json;
      synchronized (body) { // retries ask from other threads, and encoders are for one at a time
        json = body.encode(asked);
      }
      request.POST(HttpRequest.BodyPublishers.ofByteArray(json));
    }
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
        .handle(this::answer);
  }

  private List<A> answer(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
    if (response == null) {
      Throwable cause = failure == null ? new IOException("no response") : Questions.cause(failure);
      throw new CompletionException(
          new LookupException("HTTP request failed: " + text(cause), true, cause));
    }
    int status = response.statusCode();
    byte[] bytes = response.body();
    if (status == 404 || status == 410 || status == 204) {
      return List.of();
    }
    if (status < 200 || status > 299) {
      boolean mayPass = status == 408 || status == 425 || status == 429 || status >= 500;
      throw new CompletionException(new LookupException("HTTP status " + status, mayPass, null));
    }
    try {
      synchronized (decoder) { // responses come on several threads
        return List.of(decoder.decode(bytes, 0, bytes.length));
      }
    } catch (DecodeException e) {
      throw new CompletionException(
          new LookupException("the HTTP response is no answer: " + e.getMessage(), false, e));
    }
  }

  private static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  @Override
  public void close() {
    http = null; // its threads end when nothing refers to it
  }
}
