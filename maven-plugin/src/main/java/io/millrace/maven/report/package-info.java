/** What users read after a goal: frames, a summary, a JSON report. */
@NullMarked
package io.millrace.maven.report;

import org.jspecify.annotations.NullMarked;
