/** What editors read. */
@NullMarked
package io.millrace.maven.editor;

import org.jspecify.annotations.NullMarked;
