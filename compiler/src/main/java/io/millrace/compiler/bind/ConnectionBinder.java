package io.millrace.compiler.bind;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.model.ConnectionDecl;
import io.millrace.compiler.model.DeployText;
import io.millrace.compiler.model.KafkaSecurityDecl;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds connections. */
final class ConnectionBinder {
  private ConnectionBinder() {}

  static ConnectionDecl bind(Section.Entry entry) {
    Section section = entry.section();
    String type = section.requiredText("type").value();
    return switch (type) {
      case "kafka" ->
          new ConnectionDecl.Kafka(
              entry.name(),
              section.requiredDeployText("bootstrap-servers"),
              security(section),
              section.deployTexts("properties"));
      case "jdbc" -> jdbc(entry.name(), section);
      case "http" ->
          new ConnectionDecl.Http(
              entry.name(), section.requiredDeployText("base-url"), section.deployTexts("headers"));
      default -> throw new IllegalStateException("the schema lets a connection be of type " + type);
    };
  }

  private static ConnectionDecl jdbc(Located<String> id, Section section) {
    Map<String, DeployText> properties = new LinkedHashMap<>();
    put(properties, "user", section.deployText("user"));
    put(properties, "password", section.deployText("password"));
    properties.putAll(section.deployTexts("properties"));
    return new ConnectionDecl.Jdbc(
        id, section.requiredDeployText("url"), section.deployText("driver"), properties);
  }

  private static @Nullable KafkaSecurityDecl security(Section connection) {
    Section security = connection.section("security");
    if (security == null) {
      return null;
    }
    Map<String, DeployText> properties = new LinkedHashMap<>();
    put(properties, "security.protocol", security.deployText("protocol"));
    KafkaSecurityDecl.Login login = null;
    Section sasl = security.section("sasl");
    if (sasl != null) {
      put(properties, "sasl.mechanism", sasl.deployText("mechanism"));
      login =
          new KafkaSecurityDecl.Login(
              sasl.requiredText("mechanism").value(),
              sasl.requiredDeployText("username"),
              sasl.requiredDeployText("password"));
    }
    Section tls = security.section("tls");
    if (tls != null) {
      store(tls, "truststore", properties);
      store(tls, "keystore", properties);
      put(properties, "ssl.key.password", tls.deployText("key-password"));
      Located<Boolean> verify = tls.bool("verify-hostname");
      if (verify != null && !verify.value()) {
        // Kafka's way to say so is an empty text.
        put(properties, "ssl.endpoint.identification.algorithm", Section.empty(tls, verify.span()));
      }
    }
    return new KafkaSecurityDecl(properties, login);
  }

  private static void store(Section tls, String key, Map<String, DeployText> properties) {
    Section store = tls.section(key);
    if (store != null) {
      put(properties, "ssl." + key + ".location", store.deployText("path"));
      put(properties, "ssl." + key + ".password", store.deployText("password"));
      put(properties, "ssl." + key + ".type", store.deployText("type"));
    }
  }

  private static void put(
      Map<String, DeployText> properties, String name, @Nullable DeployText value) {
    if (value != null) {
      properties.put(name, value);
    }
  }
}
