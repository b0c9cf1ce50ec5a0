package io.evobridge.sink.common.row;

/**
 * How records are read, as configured.
 *
 * @param keyMode where keys come from
 * @param deleteEnabled whether deletions are written
 * @param fields key fields, choice and names of fields
 * @param collections names of tables, key prefixes, measurements
 */
public record ReadingRules(KeyMode keyMode, boolean deleteEnabled, FieldNaming fields, CollectionNaming collections) {}
