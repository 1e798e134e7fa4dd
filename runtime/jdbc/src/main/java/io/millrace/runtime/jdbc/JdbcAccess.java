package io.millrace.runtime.jdbc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How a database is reached. Its text form has no password. */
public final class JdbcAccess implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String connection;
  private final String url;
  private final @Nullable String driver;
  private final Properties properties = new Properties();

  private JdbcAccess(String connection, String url, @Nullable String driver) {
    this.connection = connection;
    this.url = url;
    this.driver = driver;
  }

  /** A connection of the pipeline, with the driver that knows the URL. */
  public static JdbcAccess of(String connection, String url) {
    return new JdbcAccess(connection, url, null);
  }

  /** A connection of the pipeline, with a driver by its class name. */
  public static JdbcAccess of(String connection, String url, String driver) {
    return new JdbcAccess(connection, url, driver);
  }

  /** Adds a property of the driver, as {@code user} and {@code password}. */
  public JdbcAccess property(String name, String value) {
    properties.setProperty(name, value);
    return this;
  }

  String connection() {
    return connection;
  }

  String url() {
    return url;
  }

  Connection connect() throws SQLException {
    if (driver == null) {
      return DriverManager.getConnection(url, properties);
    }
    Driver loaded;
    try {
      loaded =
          Class.forName(driver, true, Thread.currentThread().getContextClassLoader())
              .asSubclass(Driver.class)
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new SQLException("there is no JDBC driver " + driver + " on the class path", e);
    }
    Connection opened = loaded.connect(url, properties);
    if (opened == null) {
      throw new SQLException("the driver " + driver + " does not know the URL " + url);
    }
    return opened;
  }

  @Override
  public String toString() {
    return connection + " (" + url + ")";
  }
}
