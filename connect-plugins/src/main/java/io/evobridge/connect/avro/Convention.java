package io.evobridge.connect.avro;

/**
 * The properties and names by which converters keep a Connect schema inside an Avro schema. They are a convention of
 * the whole field, Apicurio's and Debezium's converters included, so even the namespace must stay as it is.
 */
final class Convention {

    static final String NAMESPACE = "io.confluent.connect.avro";
    static final String UNNAMED_RECORD = "ConnectDefault";
    static final String MAP_ENTRY = "MapEntry";
    static final String KEY = "key";
    static final String VALUE = "value";

    static final String NAME = "connect.name";
    static final String VERSION = "connect.version";
    static final String PARAMETERS = "connect.parameters";
    static final String DOC = "connect.doc";
    static final String DEFAULT = "connect.default";
    static final String TYPE = "connect.type";
    static final String INTERNAL_TYPE = "connect.internal.type";
    static final String INT8 = "int8";
    static final String INT16 = "int16";

    /** A Connect parameter of decimals; where it is absent, the precision is {@link #DEFAULT_PRECISION}. */
    static final String DECIMAL_PRECISION = "connect.decimal.precision";

    static final int DEFAULT_PRECISION = 64;

    private Convention() {}
}
