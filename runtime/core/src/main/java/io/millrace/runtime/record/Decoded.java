package io.millrace.runtime.record;

/**
 * What a source emits: a record of the source's type, or a {@link BadRecord}. Generated source
 * records implement it, so that a good row costs no wrapper.
 */
public interface Decoded {}
