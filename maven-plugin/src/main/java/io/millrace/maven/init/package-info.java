/** Files that a new project, or a new pipeline of a project, starts with. */
@NullMarked
package io.millrace.maven.init;

import org.jspecify.annotations.NullMarked;
