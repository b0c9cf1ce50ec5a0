package io.evobridge.sink.common.row;

/** What a record turned out to be: a change to write, or nothing to write. */
public sealed interface Reading permits RowChange, Skipped {}
