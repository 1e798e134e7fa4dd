package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.model.ConnectionDecl;
import io.millrace.compiler.model.KafkaSecurityDecl;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.HttpService;
import io.millrace.compiler.plan.JdbcDatabase;
import io.millrace.compiler.plan.KafkaCluster;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declared connections. */
final class Connections {
  private final Resolution resolution;
  private final Map<String, ConnectionDecl> declared = new LinkedHashMap<>();
  private final Map<String, KafkaCluster> clusters = new LinkedHashMap<>();
  private final Map<String, JdbcDatabase> databases = new LinkedHashMap<>();
  private final Map<String, HttpService> services = new LinkedHashMap<>();

  Connections(Resolution resolution) {
    this.resolution = resolution;
    for (ConnectionDecl decl : resolution.pipeline.connections()) {
      String id = decl.id().value();
      declared.put(id, decl);
      if (decl instanceof ConnectionDecl.Kafka kafka) {
        clusters.put(id, cluster(id, kafka));
      } else if (decl instanceof ConnectionDecl.Jdbc jdbc) {
        databases.put(
            id,
            new JdbcDatabase(
                id,
                resolution.texts.plain(jdbc.url()),
                resolution.texts.plainOrNull(jdbc.driver()),
                resolution.texts.properties(jdbc.properties())));
      } else if (decl instanceof ConnectionDecl.Http http) {
        services.put(
            id,
            new HttpService(
                id,
                resolution.texts.plain(http.baseUrl()),
                resolution.texts.properties(http.headers())));
      }
    }
  }

  private KafkaCluster cluster(String id, ConnectionDecl.Kafka decl) {
    Map<String, DeployValue> properties = new LinkedHashMap<>();
    KafkaCluster.Login login = null;
    KafkaSecurityDecl security = decl.security();
    if (security != null) {
      properties.putAll(resolution.texts.properties(security.properties()));
      if (security.login() != null) {
        Map<String, DeployValue> secrets =
            resolution.texts.properties(
                Map.of(
                    "username", security.login().username(),
                    "password", security.login().password()));
        login =
            new KafkaCluster.Login(
                security.login().mechanism(), secrets.get("username"), secrets.get("password"));
      }
    }
    properties.putAll(resolution.texts.properties(decl.properties()));
    return new KafkaCluster(id, resolution.texts.plain(decl.bootstrapServers()), login, properties);
  }

  /** The Kafka cluster of that name, or null after a report. */
  @Nullable KafkaCluster cluster(Located<String> name, String path) {
    ConnectionDecl decl = find(name, path);
    if (decl != null && !(decl instanceof ConnectionDecl.Kafka)) {
      wrongType(name, path, decl, "kafka");
    }
    return decl == null ? null : clusters.get(name.value());
  }

  /** The connection of that name, or null after a report. */
  @Nullable ConnectionDecl find(Located<String> name, String path) {
    ConnectionDecl decl = declared.get(name.value());
    if (decl == null) {
      resolution.unknown(
          ReferenceCode.REF005, name, path + ".connection", "connection", declared.keySet());
    }
    return decl;
  }

  /** Reports a connection of another type than the node can use. */
  void wrongType(Located<String> name, String path, ConnectionDecl decl, String wanted) {
    resolution.out.add(
        Diagnostic.of(
                ReferenceCode.REF028,
                name.span(),
                path + ".connection",
                "connection `"
                    + name.value()
                    + "` is of type "
                    + decl.type()
                    + ", this needs one of type "
                    + wanted)
            .withRelated(decl.id().span(), "the connection"));
  }

  /** A database that is known to be one. */
  JdbcDatabase database(String id) {
    return known(databases, id);
  }

  /** An HTTP server that is known to be one. */
  HttpService service(String id) {
    return known(services, id);
  }

  private static <T> T known(Map<String, T> connections, String id) {
    T connection = connections.get(id);
    if (connection == null) {
      throw new IllegalArgumentException(id);
    }
    return connection;
  }
}
