package io.millrace.compiler.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection to an HTTP server.
 *
 * @param headers sent with every request
 */
public record HttpService(String id, DeployValue baseUrl, Map<String, DeployValue> headers) {
  public HttpService {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
