package io.millrace.pipelines;

import io.millrace.local.kafka.BrokerListener;
import io.millrace.local.kafka.BrokerOptions;
import io.millrace.local.kafka.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that asks for a name and a password over TLS, and looks up what a user may do. Its plain
 * port is for the test itself, which may do all.
 */
final class GuardedKafka implements AutoCloseable {
  static final String STORE_PASSWORD = "store-\"secret\"";

  private final EmbeddedKafka kafka;
  private final BrokerListener secure;
  private final Path store;

  private GuardedKafka(EmbeddedKafka kafka, BrokerListener secure, Path store) {
    this.kafka = kafka;
    this.secure = secure;
    this.store = store;
  }

  static GuardedKafka start(Path directory) throws Exception {
    Path store = directory.resolve("broker.p12");
    makeCertificate(store, "ip:127.0.0.1");
    BrokerListener secure = new BrokerListener("SECURE", "SASL_SSL", freePort());
    String scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
    BrokerOptions options =
        BrokerOptions.defaults()
            .withPatience(Duration.ofSeconds(60))
            .withListener(secure)
            .withProperty("listener.name.secure.sasl.enabled.mechanisms", "SCRAM-SHA-512")
            .withProperty("listener.name.secure.scram-sha-512.sasl.jaas.config", scram)
            .withProperty("listener.name.secure.ssl.keystore.location", store.toString())
            .withProperty("listener.name.secure.ssl.keystore.password", STORE_PASSWORD)
            .withProperty("listener.name.secure.ssl.keystore.type", "PKCS12")
            .withProperty(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .withProperty("super.users", "User:ANONYMOUS");
    return new GuardedKafka(EmbeddedKafka.start(options), secure, store);
  }

  /** A key with a certificate for that name, signed by itself. */
  static void makeCertificate(Path store, String name) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "broker",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=" + name,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + output);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  /** What a pipeline is started with. */
  String[] arguments(String user, String password, Path truststore) {
    return new String[] {
      "--brokers", secure.bootstrapServers(),
      "--user", user,
      "--password", password,
      "--truststore", truststore.toString(),
      "--store_password", STORE_PASSWORD
    };
  }

  /** As the other, for a client that trusts the broker. */
  String[] arguments(String user, String password) {
    return arguments(user, password, store);
  }

  void addUser(String name, String password) throws Exception {
    ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    kafka
        .admin()
        .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, scram, password)))
        .all()
        .get(60, TimeUnit.SECONDS);
  }

  /** Lets a user do things with all resources whose names start so. */
  void allow(String user, ResourceType type, String prefix, AclOperation... operations)
      throws Exception {
    ResourcePattern pattern =
        type == ResourceType.CLUSTER
            ? new ResourcePattern(type, "kafka-cluster", PatternType.LITERAL)
            : new ResourcePattern(type, prefix, PatternType.PREFIXED);
    List<AclBinding> acls = new ArrayList<>();
    for (AclOperation operation : operations) {
      acls.add(
          new AclBinding(
              pattern,
              new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
    }
    kafka.admin().createAcls(acls).all().get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
