package io.evobridge.sink.common.row;

import io.evobridge.contract.Headers;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The text of one of our headers. */
public final class HeaderText {

    private HeaderText() {}

    /** Null where there is no such header; throws ConnectException where a converter has made something else of it. */
    public static @Nullable String of(SinkRecord record, String name) {
        Header header = record.headers().lastWithName(name);
        return header == null ? null : of(header);
    }

    /** Null where the header has no value; throws ConnectException where a converter has made something else of it. */
    static @Nullable String of(Header header) {
        Object value = header.value();
        if (value == null) {
            return null;
        } else if (value instanceof String text) {
            return text;
        } else if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        } else if (header.key().equals(Headers.COMMIT_MICROS) && value instanceof Long micros) {
            return micros.toString();
        }
        // Connect's default header converter guesses numbers from text: 16 digits become a number, 'e' an exponent.
        throw new ConnectException("header " + header.key() + " arrived as "
                + value.getClass().getSimpleName()
                + " instead of text; set header.converter=org.apache.kafka.connect.storage.StringConverter on this"
                + " connector");
    }
}
