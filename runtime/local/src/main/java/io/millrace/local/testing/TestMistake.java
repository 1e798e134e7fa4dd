package io.millrace.local.testing;

/** The test itself does not work: what it says cannot be done. */
final class TestMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TestMistake(String message) {
    super(message);
  }
}
