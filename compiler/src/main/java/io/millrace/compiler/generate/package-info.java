/** The plan to Java source: view records, templates without logic, every user text escaped. */
@NullMarked
package io.millrace.compiler.generate;

import org.jspecify.annotations.NullMarked;
