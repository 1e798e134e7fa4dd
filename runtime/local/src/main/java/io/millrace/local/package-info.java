/** Runs pipelines on this machine; always in a JVM of its own. */
@NullMarked
package io.millrace.local;

import org.jspecify.annotations.NullMarked;
