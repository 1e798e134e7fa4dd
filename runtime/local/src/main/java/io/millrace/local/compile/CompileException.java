package io.millrace.local.compile;

import java.util.List;

/** Generated source could not be compiled; the message is for the user. */
public final class CompileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  CompileException(String message, List<String> errors) {
    super(message);
    this.errors = List.copyOf(errors);
  }

  CompileException(String message, Throwable cause) {
    super(message, cause);
    this.errors = List.of();
  }

  /** What javac reported, one text an error; empty when it could not run. */
  public List<String> errors() {
    return errors;
  }
}
