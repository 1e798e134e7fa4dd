package io.millrace.runtime.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;

/** Makes the path of a question's URL. Generated, one class a lookup over HTTP. */
public abstract class HttpQuestion<Q> implements Serializable {
  private static final String UNRESERVED = "-._~";
  private static final String HEX = "0123456789ABCDEF";
  private static final long serialVersionUID = 1L;

  /** The path and the query, with values escaped. */
  public abstract String path(Q question);

  /** A value in which no character has a meaning in URLs (RFC 3986: percent-encoded UTF-8). */
  protected static String escape(String value) {
    StringBuilder out = new StringBuilder(value.length() + 8);
    for (byte b : value.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || UNRESERVED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }
}
