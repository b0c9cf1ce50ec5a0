package io.evobridge.sink.common.row;

/** The meaning of a field, one per kind of value, with the Java type that carries it. */
public enum FieldType {
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link Integer}; 8 and 16 bits are widened. */
    INT32,
    /** {@link Long}. */
    INT64,
    /** {@link Float}. */
    FLOAT32,
    /** {@link Double}. */
    FLOAT64,
    /** {@link String}. */
    STRING,
    /** {@code byte[]}. */
    BYTES,
    /** {@link java.math.BigDecimal} of one scale for the whole field. */
    DECIMAL,
    /** {@link java.math.BigDecimal} whose scale differs from value to value. */
    VARIABLE_DECIMAL,
    /** {@link java.time.LocalDate}. */
    DATE,
    /** {@link java.time.Duration} since midnight; may be negative or over 24 hours, as MySQL's TIME. */
    TIME,
    /** {@link java.time.LocalDateTime}: a wall clock without a zone. */
    TIMESTAMP,
    /** {@link java.time.Instant}. */
    ZONED_TIMESTAMP,
    /** {@link java.time.OffsetTime}. */
    ZONED_TIME,
    /** {@link Integer}. */
    YEAR,
    /** {@link java.time.Duration}: an interval, approximated to microseconds by its source. */
    DURATION,
    /** {@link String} of JSON. */
    JSON,
    /** {@link String} of 36 characters. */
    UUID,
    /** {@link String}. */
    ENUM,
    /** {@link String}: the members joined by ','. */
    ENUM_SET,
    /** {@link String} of XML. */
    XML,
    /** {@code byte[]}, least significant byte first. */
    BITS,
    /** {@link Geometry}. */
    GEOMETRY,
    /** {@link java.util.List} of canonical values; {@link JsonText} renders it. */
    ARRAY,
    /** {@link java.util.Map} of text to canonical values; {@link JsonText} renders it. */
    MAP,
    /** Null without a schema: the type cannot be known. */
    UNKNOWN
}
