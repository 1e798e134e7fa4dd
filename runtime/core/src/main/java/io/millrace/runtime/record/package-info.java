/** Records and their serializers: versioned snapshots that let a job restart with changed types. */
@NullMarked
package io.millrace.runtime.record;

import org.jspecify.annotations.NullMarked;
