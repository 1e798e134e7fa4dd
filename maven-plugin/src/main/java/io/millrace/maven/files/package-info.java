/** Finding pipeline files. */
@NullMarked
package io.millrace.maven.files;

import org.jspecify.annotations.NullMarked;
