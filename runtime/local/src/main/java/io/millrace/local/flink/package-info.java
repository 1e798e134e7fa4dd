/** An embedded Flink cluster and the jobs that run on it. */
@NullMarked
package io.millrace.local.flink;

import org.jspecify.annotations.NullMarked;
