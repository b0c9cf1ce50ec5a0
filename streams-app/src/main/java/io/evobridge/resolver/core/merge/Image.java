package io.evobridge.resolver.core.merge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entity record as bytes: Avro binary, and the registry's content id of the schema it was written with. */
public final class Image {

    private final int schemaId;
    private final byte[] bytes;

    /** Takes the array over: it must not change afterwards. */
    public Image(int schemaId, byte[] bytes) {
        this.schemaId = schemaId;
        this.bytes = bytes;
    }

    public int schemaId() {
        return schemaId;
    }

    /** The Avro binary, not copied: to be read only. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Image that && schemaId == that.schemaId && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * schemaId + Arrays.hashCode(bytes);
    }

    /** Without the contents: rows do not belong into logs. */
    @Override
    public String toString() {
        return "Image[schema " + schemaId + ", " + bytes.length + " bytes]";
    }
}
