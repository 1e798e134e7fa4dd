/** Files of tests, checked against the pipelines that they are about. */
@NullMarked
package io.millrace.compiler.testing;

import org.jspecify.annotations.NullMarked;
