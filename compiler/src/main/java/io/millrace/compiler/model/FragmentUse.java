package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceFile;

/**
 * A place where a fragment is used.
 *
 * @param id the node that uses it, as {@code guard}; inside of another fragment with that one's id
 *     before it
 * @param path of the node; paths of what the fragment holds start with it
 * @param file the fragment
 */
public record FragmentUse(Located<String> id, String path, SourceFile file) {}
