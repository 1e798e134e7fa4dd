/** What accumulators of aggregates hold beside plain values. */
@NullMarked
package io.millrace.runtime.aggregate;

import org.jspecify.annotations.NullMarked;
