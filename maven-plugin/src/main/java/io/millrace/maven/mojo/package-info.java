/** The goals: parameters in, a request out to the other packages, a result back to Maven. */
@NullMarked
package io.millrace.maven.mojo;

import org.jspecify.annotations.NullMarked;
