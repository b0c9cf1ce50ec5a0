package io.evobridge.sink.redis;

import java.util.ArrayList;
import java.util.List;

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

    /**
     * Sets and removes fields of a hash; fields in neither stay as they are.
     *
     * @param set name and value of each field in turn
     * @param removed names of fields
     */
    static FencedCall putHash(
            String key, String version, Expiry expiry, long outliveMillis, List<String> set, List<String> removed) {
        List<String> arguments = new ArrayList<>(5 + set.size() + removed.size());
        addHead(arguments, version, expiry, outliveMillis);
        arguments.add(Integer.toString(set.size() / 2));
        arguments.addAll(set);
        arguments.addAll(removed);
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
