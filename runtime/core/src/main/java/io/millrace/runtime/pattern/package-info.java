/** What conditions and matches of patterns read. */
@NullMarked
package io.millrace.runtime.pattern;

import org.jspecify.annotations.NullMarked;
