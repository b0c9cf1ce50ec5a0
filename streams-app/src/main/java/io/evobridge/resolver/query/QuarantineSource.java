package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.bridge.Bridge;
import io.evobridge.contract.Headers;
import io.evobridge.contract.QuarantineStage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Where a quarantined record came from, as far as it can go back there.
 *
 * @param topic captured topic; empty where it has none
 * @param obstacle why it cannot be sent back; empty where it can
 */
record QuarantineSource(String topic, int partition, Optional<String> obstacle) {

    private static final Pattern PLACE = Pattern.compile("(.+)-(\\d{1,4})@\\d+");

    static QuarantineSource of(ConsumerRecord<byte[], byte[]> found, Bridge bridge) {
        Matcher place = PLACE.matcher(header(found, Headers.SOURCE));
        boolean captured = header(found, Headers.STAGE).equals(QuarantineStage.RESOLVE.toString())
                && place.matches()
                && bridge.captured().stream()
                        .anyMatch(node -> bridge.topics().captured(node).equals(place.group(1)))
                && Integer.parseInt(place.group(2)) < bridge.partitions();
        if (!captured) {
            return none(
                    "it was refused before it came to a captured topic, so there is no place to send it back to; mend"
                            + " the cause and write the row again");
        }
        if (found.value() == null || found.value().length == 0) {
            return none(
                    "there is no value to send: it was too large, or there was none; mend the cause and write the row"
                            + " again");
        }
        return new QuarantineSource(place.group(1), Integer.parseInt(place.group(2)), Optional.empty());
    }

    private static QuarantineSource none(String obstacle) {
        return new QuarantineSource("", 0, Optional.of(obstacle));
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
