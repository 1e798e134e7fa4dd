/** A static site about the pipelines of a repository. */
@NullMarked
package io.millrace.compiler.site;

import org.jspecify.annotations.NullMarked;
