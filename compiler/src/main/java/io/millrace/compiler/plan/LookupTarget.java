package io.millrace.compiler.plan;

import java.util.List;

/** Whom a lookup asks, and how. */
public sealed interface LookupTarget {
  /**
   * A database.
   *
   * @param sql with a question mark for each value
   * @param binds names of what is asked, one a question mark
   * @param connections at most, a subtask
   */
  record Jdbc(JdbcDatabase database, String sql, List<String> binds, int connections)
      implements LookupTarget {
    public Jdbc {
      binds = List.copyOf(binds);
    }
  }

  /**
   * An HTTP server.
   *
   * @param path of the URL, in pieces
   * @param post whether what is asked goes as a JSON body
   */
  record Http(HttpService service, List<Piece> path, boolean post) implements LookupTarget {
    public Http {
      path = List.copyOf(path);
    }
  }

  /** A text as it is, or the name of what is asked, whose value is put in escaped. */
  record Piece(String text, boolean isName) {}
}
