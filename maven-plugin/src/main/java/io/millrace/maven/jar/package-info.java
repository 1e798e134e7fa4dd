/**
 * The job jar: project and dependencies without what the cluster has, byte for byte reproducible.
 */
@NullMarked
package io.millrace.maven.jar;

import org.jspecify.annotations.NullMarked;
