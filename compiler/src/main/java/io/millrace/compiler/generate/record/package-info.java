/** Record classes and their serializers. */
@NullMarked
package io.millrace.compiler.generate.record;

import org.jspecify.annotations.NullMarked;
