package io.evobridge.sink.redis;

/**
 * Name of the companion key that holds the version last applied to a key. It is in the same cluster slot as the key and
 * differs for any two keys.
 *
 * <p>Redis hashes what stands between the first '{' and the next '}' of a key, when that is not empty, else all of it.
 * A key with such a tag keeps it behind the prefix; any other key becomes the tag itself. A key with a '}' but without a tag
 * is beyond that, see {@link #sharesSlot}.
 *
 * @param prefix start of every fence's name, without braces
 */
record FenceKey(String prefix) {

    FenceKey {
        if (prefix.isEmpty() || prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "a fence prefix is not empty and has no braces, unlike '" + prefix + "'");
        }
    }

    String of(String key) {
        return hasTag(key) ? prefix + ':' + key : prefix + '{' + key + '}';
    }

    /** Whether key and fence are in one slot of a cluster. */
    static boolean sharesSlot(String key) {
        return hasTag(key) || key.indexOf('}') < 0;
    }

    private static boolean hasTag(String key) {
        int open = key.indexOf('{');
        return open >= 0 && key.indexOf('}', open) > open + 1;
    }
}
