/** Pipelines that nobody wrote, and what they should give, worked out in plain Java. */
@NullMarked
package io.millrace.pipelines.oracle;

import org.jspecify.annotations.NullMarked;
