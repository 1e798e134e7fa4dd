/** Starting pipelines in a JVM of their own. */
@NullMarked
package io.millrace.maven.run;

import org.jspecify.annotations.NullMarked;
