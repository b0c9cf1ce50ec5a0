package io.evobridge.sink.influxdb;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.evobridge.sink.common.row.FieldText;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.common.row.RowKey;
import org.apache.kafka.connect.errors.DataException;

/** Turns a change into one line of line protocol: key fields and chosen fields as tags, the others as fields. */
final class PointEncoder {

    /** A column that InfluxDB 1.x keeps for itself; it refuses points that have such a tag or field. */
    private static final String RESERVED = "time";

    private final PointTime time;
    private final FieldMapping mapping;
    private final TagChoice tags;
    private final boolean marksDeletions;
    private final String markerField;

    /**
     * @param marksDeletions whether deletions are written, so that a row that is there must say so
     * @param markerField boolean field that tells a deletion
     */
    PointEncoder(PointTime time, FieldMapping mapping, TagChoice tags, boolean marksDeletions, String markerField) {
        this.time = time;
        this.mapping = mapping;
        this.tags = tags;
        this.marksDeletions = marksDeletions;
        this.markerField = markerField;
    }

    /** Throws DataException for a change that cannot be a point. */
    String line(RowChange change) {
        Point point = Point.measurement(TagText.of(change.collection()));
        point.time(time.nanosOf(change), WritePrecision.NS);
        if (tags.keys()) {
            addKeyTags(point, change.key());
        }
        Row row = change.row();
        if (row == null) {
            return point.addField(TagText.of(markerField), true).toLineProtocol();
        }
        addRow(point, change.key(), row);
        if (marksDeletions || !point.hasFields()) {
            // A point needs some field, and a row that came back must not stay marked.
            requireFree(row);
            point.addField(TagText.of(markerField), false);
        }
        return point.toLineProtocol();
    }

    /** The parts of the key are the same text in an upsert and in a deletion, so both are in one series. */
    private static void addKeyTags(Point point, RowKey key) {
        for (int i = 0; i < key.parts().size(); i++) {
            addTag(point, key.fields().shape().fields().get(i), key.parts().get(i));
        }
    }

    private void addRow(Point point, RowKey key, Row row) {
        for (int i = 0; i < row.shape().fields().size(); i++) {
            RowField field = row.shape().fields().get(i);
            Object value = row.value(i);
            if (value == null || (tags.keys() && key.fields().shape().has(field.name()))) {
                continue;
            }
            if (tags.chooses(key.entity(), field.name())) {
                addTag(point, field, FieldText.of(field, value));
            } else {
                mapping.add(point, field, nameOf(field), value);
            }
        }
    }

    private static void addTag(Point point, RowField field, String value) {
        // Line protocol has no empty tag value: a series without the tag means the same.
        if (!value.isEmpty()) {
            point.addTag(nameOf(field), TagText.of(value));
        }
    }

    private static String nameOf(RowField field) {
        String name = TagText.of(field.name());
        return name.equals(RESERVED) ? RESERVED + '_' : name;
    }

    private void requireFree(Row row) {
        if (row.shape().has(markerField)) {
            throw new DataException("the record has a field named " + markerField + ", which marks deletions; set "
                    + InfluxDbSinkKeys.DELETE_MARKER_FIELD + " to another name");
        }
    }
}
