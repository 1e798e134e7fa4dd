/** The entry point: {@link io.millrace.compiler.api.PipelineCompiler}. Nothing below imports it. */
@NullMarked
package io.millrace.compiler.api;

import org.jspecify.annotations.NullMarked;
