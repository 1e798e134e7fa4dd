package io.millrace.pipelines;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.tools.Server;

/** A database server on the loopback interface, with one database in a directory. */
final class Database implements AutoCloseable {
  static final String PASSWORD = "s3\"cret";

  private final Server server;
  private final String url;

  private Database(Server server, String url) {
    this.server = server;
    this.url = url;
  }

  static Database start(Path directory) throws SQLException {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    Server server =
        Server.createTcpServer(
                "-tcpPort", "0", "-tcpDaemon", "-ifNotExists", "-baseDir", directory.toString())
            .start();
    Database database =
        new Database(server, "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./shop");
    database.execute("create schema if not exists shop");
    return database;
  }

  String url() {
    return url;
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "sa", PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, their values separated by bars. */
  List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, "sa", PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }

  @Override
  public void close() {
    server.stop();
  }
}
