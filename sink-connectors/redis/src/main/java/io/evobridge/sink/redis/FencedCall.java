package io.evobridge.sink.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One call of a function in {@code evobridge.lua}.
 *
 * @param function name of the function
 * @param key the key that the function writes or deletes
 * @param arguments ARGV, the version first
 */
record FencedCall(String function, String key, List<String> arguments) {

    FencedCall {
        arguments = List.copyOf(arguments);
    }

    /** Sets and removes fields of a hash; fields in neither stay as they are. */
    static FencedCall putHash(
            String key,
            String version,
            Expiry expiry,
            long outliveMillis,
            Map<String, String> fields,
            List<String> removedFields) {
        List<String> arguments = new ArrayList<>(5 + 2 * fields.size() + removedFields.size());
        addHead(arguments, version, expiry, outliveMillis);
        arguments.add(Integer.toString(fields.size()));
        fields.forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        arguments.addAll(removedFields);
        return new FencedCall("evobridge_put_hash", key, arguments);
    }

    static FencedCall putString(String key, String version, Expiry expiry, long outliveMillis, String value) {
        List<String> arguments = new ArrayList<>(5);
        addHead(arguments, version, expiry, outliveMillis);
        arguments.add(value);
        return new FencedCall("evobridge_put_string", key, arguments);
    }

    static FencedCall delete(String key, String version, Form form, long markerMillis) {
        return new FencedCall("evobridge_delete", key, List.of(version, form.redisType(), Long.toString(markerMillis)));
    }

    private static void addHead(List<String> arguments, String version, Expiry expiry, long outliveMillis) {
        arguments.add(version);
        arguments.add(expiry.kind().text());
        arguments.add(Long.toString(expiry.millis()));
        arguments.add(Long.toString(outliveMillis));
    }
}
