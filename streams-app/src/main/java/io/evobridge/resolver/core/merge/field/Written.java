package io.evobridge.resolver.core.merge.field;

/** A value that a write gave to a field. */
public record Written(Stamp stamp, FieldValue value) {}
