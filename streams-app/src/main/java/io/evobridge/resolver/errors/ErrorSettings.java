package io.evobridge.resolver.errors;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** The Streams settings that put the handlers of this package to work. */
public final class ErrorSettings {

    private ErrorSettings() {}

    public static Map<String, String> of(String quarantineTopic) {
        return Map.of(
                ErrorQuarantine.TOPIC_SETTING,
                quarantineTopic,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                ReadingQuarantine.class.getName(),
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                ProcessingQuarantine.class.getName(),
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                SendingQuarantine.class.getName());
    }
}
