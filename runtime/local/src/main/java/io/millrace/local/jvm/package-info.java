/** This JVM's class path and directories that live as long as something in it. */
@NullMarked
package io.millrace.local.jvm;

import org.jspecify.annotations.NullMarked;
