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
        if (header == null || header.value() == null) {
            return null;
        } else if (header.value() instanceof String text) {
            return text;
        } else if (header.value() instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        } else if (name.equals(Headers.COMMIT_MICROS) && header.value() instanceof Long micros) {
            return micros.toString();
        }
        // Connect's default header converter guesses numbers from text: 16 digits become a number, 'e' an exponent.
        throw new ConnectException("header " + name + " arrived as "
                + header.value().getClass().getSimpleName()
                + " instead of text; set header.converter=org.apache.kafka.connect.storage.StringConverter on this"
                + " connector");
    }
}
