package io.evobridge.connect.normalize;

import static io.evobridge.connect.normalize.ColumnCase.column;

import java.util.List;

/** Every column type of MySQL 8.0 with its extreme values, and what they become. */
final class MySqlTypes {

    static final List<ColumnCase> CASES = List.of(
            column("TINYINT", "-128", "int32", "-128"),
            column("TINYINT(1)", "1", "int32", "1"),
            column("BOOLEAN", "-128", "int32", "-128"),
            column("TINYINT UNSIGNED", "255", "int32", "255"),
            column("SMALLINT", "-32768", "int32", "-32768"),
            column("SMALLINT UNSIGNED", "65535", "int32", "65535"),
            column("MEDIUMINT", "-8388608", "int32", "-8388608"),
            column("MEDIUMINT UNSIGNED", "16777215", "int32", "16777215"),
            column("INT", "-2147483648", "int32", "-2147483648"),
            column("INT UNSIGNED", "4294967295", "int64", "4294967295"),
            column("BIGINT", "-9223372036854775808", "int64", "-9223372036854775808"),
            column(
                    "BIGINT UNSIGNED",
                    "18446744073709551615",
                    "Decimal:bytes{connect.decimal.precision=20, scale=0}",
                    "18446744073709551615"),
            column(
                    "DECIMAL(10,2)",
                    "-99999999.99",
                    "Decimal:bytes{connect.decimal.precision=10, scale=2}",
                    "-99999999.99"),
            column(
                    "DECIMAL(65,30)",
                    "99999999999999999999999999999999999.999999999999999999999999999999",
                    "Decimal:bytes{connect.decimal.precision=65, scale=30}",
                    "99999999999999999999999999999999999.999999999999999999999999999999"),
            column("NUMERIC(5,0)", "12345", "Decimal:bytes{connect.decimal.precision=5, scale=0}", "12345"),
            column("FLOAT", "-3.40282e38", "float32", "-3.40282E38"),
            column("FLOAT UNSIGNED", "0.1", "float32", "0.1"),
            column("DOUBLE", "1.7976931348623157e308", "float64", "1.7976931348623157E308"),
            column("REAL", "-0.1", "float64", "-0.1"),
            column("BIT", "b'1'", "boolean", "true"),
            column("BIT(8)", "b'10000001'", "Bits:bytes{length=8}", "81"),
            column(
                    "BIT(64)",
                    "b'1000000000000000000000000000000000000000000000000000000000000001'",
                    "Bits:bytes{length=64}",
                    "0100000000000080"),
            column("CHAR(10)", "'ab  '", "string", "ab"),
            column("VARCHAR(50)", "'a \u00fc \ud83d\ude00 '", "string", "a \u00fc \ud83d\ude00 "),
            column("VARCHAR(10) CHARACTER SET latin1", "'\u00e9'", "string", "\u00e9"),
            column("TINYTEXT", "''", "string", ""),
            column("TEXT", "'line\\nbreak'", "string", "line\nbreak"),
            column("MEDIUMTEXT", "'m'", "string", "m"),
            column("LONGTEXT", "'l'", "string", "l"),
            column("BINARY(4)", "x'00ff'", "bytes", "00ff0000"),
            column("VARBINARY(4)", "x'00ff'", "bytes", "00ff"),
            column("TINYBLOB", "x''", "bytes", ""),
            column("BLOB", "x'80'", "bytes", "80"),
            column("MEDIUMBLOB", "x'81'", "bytes", "81"),
            column("LONGBLOB", "x'82'", "bytes", "82"),
            column("DATE", "'1000-01-01'", "Date:int32", "-354285"),
            column("DATE", "'9999-12-31'", "Date:int32", "2932896"),
            column("TIME", "'-838:59:59'", "MicroTime:int64", "-3020399000000"),
            column("TIME(6)", "'838:59:58.999999'", "MicroTime:int64", "3020398999999"),
            column("DATETIME", "'1000-01-01 00:00:00'", "MicroTimestamp:int64", "-30610224000000000"),
            column("DATETIME(3)", "'2038-01-19 03:14:07.999'", "MicroTimestamp:int64", "2147483647999000"),
            column("DATETIME(6)", "'9999-12-31 23:59:59.999999'", "MicroTimestamp:int64", "253402300799999999"),
            column("TIMESTAMP", "'1970-01-01 00:00:01'", "ZonedTimestamp:string", "1970-01-01T00:00:01Z"),
            column(
                    "TIMESTAMP(6)",
                    "'2038-01-19 03:14:07.123400'",
                    "ZonedTimestamp:string",
                    "2038-01-19T03:14:07.1234Z"),
            column("YEAR", "'1901'", "Year:int32", "1901"),
            column("YEAR", "'2155'", "Year:int32", "2155"),
            column("ENUM('small','large')", "'large'", "Enum:string{allowed=small,large}", "large"),
            column("SET('a','b','c')", "'c,a'", "EnumSet:string{allowed=a,b,c}", "a,c"),
            column("SET('x','y')", "''", "EnumSet:string{allowed=x,y}", ""),
            column(
                    "JSON",
                    "'{\"b\": [1, 2.50, null], \"a\": \"\u00fc\"}'",
                    "Json:string",
                    "{\"a\":\"\u00fc\",\"b\":[1,2.5,null]}"),
            column("JSON", "'null'", "Json:string", "null"),
            column(
                    "POINT",
                    "ST_GeomFromText('POINT(1 2)')",
                    "Point:struct",
                    "{x=1.0,y=2.0,wkb=0101000000000000000000f03f0000000000000040,srid=null}"),
            column(
                    "GEOMETRY",
                    "ST_GeomFromText('POINT(1 2)')",
                    "Geometry:struct",
                    "{wkb=0101000000000000000000f03f0000000000000040,srid=null}"),
            column(
                    "LINESTRING",
                    "ST_GeomFromText('LINESTRING(0 0,1 1)', 4326)",
                    "Geometry:struct",
                    "{wkb=01020000000200000000000000000000000000000000000000000000000000f03f000000000000f03f,srid=4326}"),
            column(
                    "POLYGON",
                    "ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))')",
                    "Geometry:struct",
                    "{wkb=0103000000010000000400000000000000000000000000000000000000000000000000f03f0000000000000000"
                            + "000000000000f03f000000000000f03f00000000000000000000000000000000,srid=null}"));

    private MySqlTypes() {}
}
