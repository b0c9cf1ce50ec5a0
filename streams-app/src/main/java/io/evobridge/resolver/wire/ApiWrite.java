package io.evobridge.resolver.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.Headers;
import io.evobridge.contract.RequestId;
import io.evobridge.contract.SeenText;
import io.evobridge.resolver.core.causality.VersionVector;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What the record of a write that came through the API tells in its headers, beside the change itself: record headers ↔
 * what they say.
 *
 * @param request which request it answers
 * @param seen what the writer had seen of the key
 * @param onlyIfSeen whether it counts only where the writer had seen all earlier writes of the API to the key
 */
public record ApiWrite(RequestId request, VersionVector seen, boolean onlyIfSeen) {

    /** Reads what {@link #headers} wrote; throws {@link PoisonException} for anything else. */
    public static ApiWrite of(org.apache.kafka.common.header.Headers headers) {
        try {
            return new ApiWrite(
                    RequestId.parse(text(headers, Headers.REQUEST)),
                    VersionVector.of(SeenText.parse(text(headers, Headers.SEEN))),
                    text(headers, Headers.IF_SEEN).equals("true"));
        } catch (IllegalArgumentException e) {
            throw new PoisonException(
                    "the headers of a write through the API cannot be read; nothing but the resolver writes to this"
                            + " topic",
                    e);
        }
    }

    public RecordHeaders headers() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.REQUEST, request.toString().getBytes(UTF_8));
        headers.add(Headers.SEEN, SeenText.of(seen.entries()).getBytes(UTF_8));
        if (onlyIfSeen) {
            headers.add(Headers.IF_SEEN, "true".getBytes(UTF_8));
        }
        return headers;
    }

    private static String text(org.apache.kafka.common.header.Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
