/** The demonstration that the README starts with. */
@NullMarked
package io.millrace.pipelines.demo;

import org.jspecify.annotations.NullMarked;
