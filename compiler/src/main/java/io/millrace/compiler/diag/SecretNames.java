package io.millrace.compiler.diag;

import java.util.regex.Pattern;

/** Names under which clients take secrets; a store's type or path is none. */
public final class SecretNames {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(password|passwd|passphrase|secret|token|jaas\\.config|api[-_.]?key|authorization)$");

  private SecretNames() {}

  /** Whether what stands under this name must not be shown. */
  public static boolean contain(String name) {
    return SECRET_NAME.matcher(name).find();
  }
}
