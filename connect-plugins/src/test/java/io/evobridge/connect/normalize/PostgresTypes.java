package io.evobridge.connect.normalize;

import static io.evobridge.connect.normalize.ColumnCase.column;

import java.util.List;

/** The column types of PostgreSQL with extreme values, and what they become. */
final class PostgresTypes {

    static final List<ColumnCase> CASES = List.of(
            column("SMALLINT", "-32768", "int32", "-32768"),
            column("INTEGER", "2147483647", "int32", "2147483647"),
            column("BIGINT", "-9223372036854775808", "int64", "-9223372036854775808"),
            column(
                    "NUMERIC(10,2)",
                    "-99999999.99",
                    "Decimal:bytes{connect.decimal.precision=10, scale=2}",
                    "-99999999.99"),
            column(
                    "NUMERIC",
                    "12345678901234567890.123456789",
                    "VariableScaleDecimal:struct",
                    "{scale=9,value=27e41b3246bec9b16e398115}"),
            column("REAL", "0.1", "float32", "0.1"),
            column("DOUBLE PRECISION", "-1.7976931348623157e308", "float64", "-1.7976931348623157E308"),
            column("MONEY", "'-12.34'", "Decimal:bytes{scale=2}", "-12.34"),
            column("BOOLEAN", "true", "boolean", "true"),
            column("BIT", "B'1'", "boolean", "true"),
            column("BIT(8)", "B'10000001'", "Bits:bytes{length=8}", "81"),
            column("BIT VARYING(12)", "B'100000000001'", "Bits:bytes{length=12}", "0108"),
            column("CHAR(4)", "'ab'", "string", "ab  "),
            column("VARCHAR(20)", "'\u00fc '", "string", "\u00fc "),
            column("TEXT", "''", "string", ""),
            column("BYTEA", "'\\x00ff'", "bytes", "00ff"),
            column("DATE", "'0001-01-01'", "Date:int32", "-719162"),
            column("TIME", "'23:59:59.999999'", "MicroTime:int64", "86399999999"),
            column("TIME(3)", "'12:00:00.125'", "MicroTime:int64", "43200125000"),
            column("TIMETZ", "'12:00:00.5+02'", "ZonedTime:string", "10:00:00.5Z"),
            column("TIMESTAMP", "'2024-02-29 12:34:56.123456'", "MicroTimestamp:int64", "1709210096123456"),
            column("TIMESTAMP(3)", "'2024-02-29 12:34:56.125'", "MicroTimestamp:int64", "1709210096125000"),
            column(
                    "TIMESTAMPTZ",
                    "'2024-02-29 12:34:56.120000+01'",
                    "ZonedTimestamp:string",
                    "2024-02-29T11:34:56.12Z"),
            column("INTERVAL", "'1 year 2 months 3 days 04:05:06.789'", "Interval:string", "P1Y2M3DT4H5M6.789S"),
            column(
                    "UUID",
                    "'123e4567-e89b-12d3-a456-426614174000'",
                    "Uuid:string",
                    "123e4567-e89b-12d3-a456-426614174000"),
            column("JSON", "'{\"b\": 1, \"a\": [ 2 ]}'", "Json:string", "{\"b\":1,\"a\":[2]}"),
            column("JSONB", "'{\"b\": 1.50, \"a\": \"x y\"}'", "Json:string", "{\"a\":\"x y\",\"b\":1.50}"),
            column("XML", "'<a>1</a>'", "Xml:string", "<a>1</a>"),
            column("INET", "'10.0.0.1/8'", "string", "10.0.0.1/8"),
            column("CIDR", "'10.0.0.0/8'", "string", "10.0.0.0/8"),
            column("MACADDR", "'08:00:2b:01:02:03'", "string", "08:00:2b:01:02:03"),
            column("INT4RANGE", "'[1,5)'", "string", "[1,5)"),
            column("mood", "'happy'", "Enum:string{allowed=sad,happy}", "happy"),
            column("INTEGER[]", "'{1,NULL,3}'", "array[int32]", "[1,null,3]"),
            column("SMALLINT[]", "'{-1,2}'", "array[int32]", "[-1,2]"),
            column("TEXT[]", "'{a,\"b c\"}'", "array[string]", "[a,b c]"),
            column(
                    "POINT",
                    "'(1,2)'",
                    "Point:struct",
                    "{x=1.0,y=2.0,wkb=0101000000000000000000f03f0000000000000040,srid=null}"));

    private PostgresTypes() {}
}
