package io.millrace.compiler.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a database.
 *
 * @param driver class of the driver; null: found by the URL
 * @param properties of the driver, user and password among them
 */
public record JdbcDatabase(
    String id, DeployValue url, @Nullable DeployValue driver, Map<String, DeployValue> properties) {
  public JdbcDatabase {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
