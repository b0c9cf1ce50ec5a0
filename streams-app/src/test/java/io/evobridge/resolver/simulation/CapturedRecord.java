package io.evobridge.resolver.simulation;

/** A record of a captured topic. */
final class CapturedRecord {

    final byte[] key;
    final byte[] value;
    /** When the source sent it, by Kafka's clock. */
    final long timestampMillis;
    /** The event of the log that it tells. */
    final Logged logged;

    CapturedRecord(byte[] key, byte[] value, long timestampMillis, Logged logged) {
        this.key = key;
        this.value = value;
        this.timestampMillis = timestampMillis;
        this.logged = logged;
    }
}
