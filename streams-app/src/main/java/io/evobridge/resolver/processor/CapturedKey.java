package io.evobridge.resolver.processor;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.wire.PoisonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/** The key of a captured change, checked: canonical text in its one spelling, of a known entity, in its partition. */
final class CapturedKey {

    private static final int MAX_ENTITY_LENGTH = 63;
    private static final byte DELETE = 0x7F;

    private final byte[] bytes;
    private final String text;
    private final String entity;

    private CapturedKey(byte[] bytes, String text, String entity) {
        this.bytes = bytes;
        this.text = text;
        this.entity = entity;
    }

    /** Throws {@link PoisonException} for bytes that are not the key of a change of this entity. */
    static CapturedKey of(byte @Nullable [] bytes, String entity) {
        if (bytes == null) {
            throw new PoisonException("a change without a key; give the table a primary key or the mapping key fields");
        }
        CapturedKey key = of(bytes);
        if (!key.entity.equals(entity)) {
            throw new PoisonException("the key is of entity '" + key.entity + "' but the record of '" + entity + "'");
        }
        return key;
    }

    /** Throws {@link PoisonException} for text that is not the key of a row; of any entity. */
    static CapturedKey of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CapturedKey of(byte[] bytes) {
        int slash = plainEntity(bytes);
        if (slash > 0 && isPlain(bytes, slash + 1)) {
            String text = new String(bytes, StandardCharsets.US_ASCII);
            return new CapturedKey(bytes, text, text.substring(0, slash));
        }
        return parsed(bytes);
    }

    /** The length of the entity's name where the bytes begin with one and a slash; otherwise something below 1. */
    private static int plainEntity(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, MAX_ENTITY_LENGTH + 1); i++) {
            byte c = bytes[i];
            boolean letter = c >= 'a' && c <= 'z';
            if (c == '/') {
                return i;
            }
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_'))) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether it is text that is always spelled as it is: nearly every key, and no need to parse it. */
    private static boolean isPlain(byte[] bytes, int begin) {
        for (int i = begin; i < bytes.length; i++) {
            if (bytes[i] < ' ' || bytes[i] == '%' || bytes[i] == DELETE) {
                return false;
            }
        }
        return true;
    }

    private static CapturedKey parsed(byte[] bytes) {
        CanonicalKey key;
        try {
            key = CanonicalKey.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new PoisonException("the key is not canonical key text; correct the source that writes it", e);
        }
        String text = key.toString();
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new PoisonException("the key is not spelled canonically, so it could be in another partition too");
        }
        return new CapturedKey(bytes, text, key.entity());
    }

    /** The order of a key's writes is that of its partition, so a stray record in another one cannot be ordered. */
    void requirePartition(int partition, int partitions) {
        int right = BuiltInPartitioner.partitionForKey(bytes, partitions);
        if (right != partition) {
            throw new PoisonException(
                    "the key belongs to partition " + right + " of " + partitions + ", not " + partition
                            + "; remove the partitioner setting of the source's producer, keep the partition count");
        }
    }

    byte[] bytes() {
        return bytes;
    }

    String entity() {
        return entity;
    }

    String text() {
        return text;
    }
}
