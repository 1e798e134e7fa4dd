/** The pipelines of this module, run end to end: a real broker, a real Flink, exact results. */
@NullMarked
package io.millrace.pipelines;

import org.jspecify.annotations.NullMarked;
