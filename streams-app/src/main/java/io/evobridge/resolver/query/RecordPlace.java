package io.evobridge.resolver.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands in a topic that is listed. As text, partition-offset, it is the id that lists tell. */
record RecordPlace(int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})-(\\d{1,18})");

    static RecordPlace of(ConsumerRecord<?, ?> record) {
        return new RecordPlace(record.partition(), record.offset());
    }

    /** Reads an id; throws {@link ApiProblem} for anything else. */
    static RecordPlace parse(String id) {
        Matcher place = TEXT.matcher(id);
        if (!place.matches()) {
            throw ApiProblem.wrong(
                    "bad-parameter", "an id is partition-offset, such as 3-1745, not " + id + "; the list tells it");
        }
        return new RecordPlace(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)));
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
