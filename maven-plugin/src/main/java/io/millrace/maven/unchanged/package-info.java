/** Telling that nothing changed since a goal ran last, and what it found then. */
@NullMarked
package io.millrace.maven.unchanged;

import org.jspecify.annotations.NullMarked;
