/** Sources and sinks of Parquet files. Of Hadoop nothing is on the class path. */
@NullMarked
package io.millrace.runtime.parquet;

import org.jspecify.annotations.NullMarked;
