package io.millrace.runtime.kafka;

/** The JAAS configuration of a login, with what the user wrote quoted. */
public final class KafkaLogin {
  private KafkaLogin() {}

  /** For the mechanism PLAIN. */
  public static String plain(String username, String password) {
    return login("org.apache.kafka.common.security.plain.PlainLoginModule", username, password);
  }

  /** For the mechanisms SCRAM-SHA-256 and SCRAM-SHA-512. */
  public static String scram(String username, String password) {
    return login("org.apache.kafka.common.security.scram.ScramLoginModule", username, password);
  }

  private static String login(String module, String username, String password) {
    return module
        + " required username="
        + quoted(username)
        + " password="
        + quoted(password)
        + ";";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
