package io.evobridge.sink.common.row;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A shape as well-known binary.
 *
 * @param wkb well-known binary, not copied
 * @param srid spatial reference system, null where the source names none
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is written out below
public record Geometry(byte[] wkb, @Nullable Integer srid) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Geometry that
                && Arrays.equals(wkb, that.wkb)
                && java.util.Objects.equals(srid, that.srid);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(wkb);
    }

    @Override
    public String toString() {
        return "Geometry[" + wkb.length + " bytes, srid=" + srid + "]";
    }
}
