package io.millrace.runtime.sql;

import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param type as SQL writes it: {@code ARRAY<BIGINT NOT NULL> NOT NULL}
 */
public record SqlColumn(String name, String type) implements Serializable {}
