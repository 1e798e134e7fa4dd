/**
 * Runs tests of pipelines: the operators of the generated job, chained in one thread, with both
 * clocks in the hands of the test.
 */
@NullMarked
package io.millrace.local.testing;

import org.jspecify.annotations.NullMarked;
