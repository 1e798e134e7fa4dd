package io.millrace.local.format;

/**
 * Where decoders deliberately give another answer than Jackson's parser; {@code docs/formats.md}
 * lists them. Nothing else may differ.
 */
enum JacksonRule {
  /** {@code 5.0} and {@code 5e3} are ints; a fraction is an error. Jackson cuts it. */
  WHOLE_NUMBERS,
  /** {@code -0} is the double -0.0. Jackson reads the int 0. */
  MINUS_ZERO,
  /** A number beyond the doubles is an error. Jackson gives infinity. */
  OUT_OF_RANGE,
  /** An escape that is half a surrogate pair is U+FFFD. Jackson keeps the half. */
  HALF_SURROGATES,
  /** Overlong forms, surrogates and code points above U+10FFFF are no UTF-8, anywhere. */
  NOT_UTF8,
  /** Half up to the scale of the type; more digits than its precision are an error. */
  DECIMALS_FIT,
  /** A field's own name counts, wherever it stands; of earlier names, the last one. */
  OWN_NAME_FIRST
}
