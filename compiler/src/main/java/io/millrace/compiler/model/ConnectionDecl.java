package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An outside system that nodes use by name. */
public sealed interface ConnectionDecl {
  Located<String> id();

  /** As the user writes it: {@code kafka}. */
  String type();

  /** All texts in which parameters may stand. */
  List<DeployText> texts();

  /**
   * A Kafka cluster.
   *
   * @param security null: none but what the properties say
   * @param properties Kafka client properties, passed through, in the order written
   */
  record Kafka(
      Located<String> id,
      DeployText bootstrapServers,
      @Nullable KafkaSecurityDecl security,
      Map<String, DeployText> properties)
      implements ConnectionDecl {
    @Override
    public String type() {
      return "kafka";
    }

    @Override
    public List<DeployText> texts() {
      List<DeployText> texts = new ArrayList<>(properties.values());
      texts.add(bootstrapServers);
      if (security != null) {
        texts.addAll(security.properties().values());
        if (security.login() != null) {
          texts.add(security.login().username());
          texts.add(security.login().password());
        }
      }
      return texts;
    }
  }

  /**
   * A database.
   *
   * @param driver class of the driver; null: found by the URL
   * @param properties of the driver, user and password among them
   */
  record Jdbc(
      Located<String> id,
      DeployText url,
      @Nullable DeployText driver,
      Map<String, DeployText> properties)
      implements ConnectionDecl {
    @Override
    public String type() {
      return "jdbc";
    }

    @Override
    public List<DeployText> texts() {
      List<DeployText> texts = new ArrayList<>(properties.values());
      texts.add(url);
      if (driver != null) {
        texts.add(driver);
      }
      return texts;
    }
  }

  /**
   * An HTTP server.
   *
   * @param headers sent with every request
   */
  record Http(Located<String> id, DeployText baseUrl, Map<String, DeployText> headers)
      implements ConnectionDecl {
    @Override
    public String type() {
      return "http";
    }

    @Override
    public List<DeployText> texts() {
      List<DeployText> texts = new ArrayList<>(headers.values());
      texts.add(baseUrl);
      return texts;
    }
  }
}
