/** Reading the files of a repository, each once. */
@NullMarked
package io.millrace.compiler.files;

import org.jspecify.annotations.NullMarked;
