/** Databases: lookups and a sink over JDBC. */
@NullMarked
package io.millrace.runtime.jdbc;

import org.jspecify.annotations.NullMarked;
