package io.millrace.compiler.resolve;

import io.millrace.compiler.types.Type;

/** A type as it was written, with the mark that it may be absent. */
record TypeText(Type type, boolean nullable) {}
