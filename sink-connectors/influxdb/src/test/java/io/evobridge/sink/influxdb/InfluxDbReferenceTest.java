package io.evobridge.sink.influxdb;

import io.evobridge.sink.common.config.ReferencePage;
import io.evobridge.sink.common.config.ReferencePageContract;

class InfluxDbReferenceTest extends ReferencePageContract {

    private static final String INTRODUCTION = """
            # InfluxDB sink

            `io.evobridge.sink.influxdb.InfluxDbSinkConnector` writes one point per changed row, in line protocol over the
            v1 or v2 write API. It takes the resolved records of a bridge, and plain records that anybody produced: structs
            with or without keys, maps without schema, Debezium change events, flattened rows.

            **Series and time.** The key fields are tags, so each key is a series. The time is the hybrid logical clock of
            the change to the nanosecond; a record without one has its Kafka timestamp, with the offset in the nanoseconds
            below the millisecond. Both depend on the record alone: a replay overwrites the same points and adds none, and
            an older state that arrives late becomes an older point. VictoriaMetrics keeps milliseconds only.

            **Fields.** Booleans, integers and floats stay what they are. Dates and times are ISO 8601 text, bytes Base64, bit
            strings binary digits, lists, maps and structs JSON. Decimals are floats unless `decimal.mode` says otherwise.
            Null fields are not in the point: `last(field)` may then find an older value. A field or tag named `time`, which
            InfluxDB keeps for itself, is written as `time_`.

            **Text in tags.** Line protocol cannot carry control characters there, nor a backslash at the end or before a
            comma, a space, an equals sign or another backslash: those become `%0A`, `%5C` and so on. Empty tag values are
            left out. Text fields are exact. VictoriaMetrics stores no text: every text field becomes 0 there, and a line feed
            in one breaks the line, so leave text out with `field.exclude.list`.

            **Deletions.** Points stay: they are the history. With `delete.enabled=true` a deletion adds a point whose field
            `deleted` is true. Its tags are those of the key; set `primary.key.fields` so that the key's field names are known
            when the first record after a start is a deletion.

            **What goes wrong.** Refused data (a field that has another type in the measurement, a point beyond the retention
            policy) goes to the dead letter queue with the server's sentence, each culprit alone. A server that is busy or
            away, and a full disk, are waited for, `Retry-After` included; nothing is lost and nothing is set aside. After a
            full disk, free space and start InfluxDB 1.x again: it refuses every write until then. Missing rights, a missing
            database, bucket or retention policy and an exceeded series limit stop the task with a sentence that says what to
            do.

            **TLS.** `https` addresses use the trust store of the worker's JVM.
            """;

    @Override
    protected String fileName() {
        return "influxdb-sink.md";
    }

    @Override
    protected String page() {
        return ReferencePage.of(INTRODUCTION, InfluxDbSinkConfig.DEFINITION);
    }
}
