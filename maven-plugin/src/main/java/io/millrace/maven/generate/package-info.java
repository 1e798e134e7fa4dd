/** Writing generated Java, and only what changed of it. */
@NullMarked
package io.millrace.maven.generate;

import org.jspecify.annotations.NullMarked;
