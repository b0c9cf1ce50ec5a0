package io.evobridge.resolver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.FieldMerging;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.RowChange;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.core.merge.SinkTransaction;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.core.merge.Write;
import io.evobridge.resolver.core.merge.field.FieldValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateCodecTest {

    @Test
    void aKeyComesBackWithItsVersionsAndViews() {
        KeyState state = written(written(KeyState.EMPTY, "a", 1, new Image(7, new byte[] {1, 2})), "b", -1, null);
        KeyState seen = state.wrote(new Dot("a", new LogPosition(3, 1)), -5)
                .applied(new SinkTransaction("b", new LogPosition(4, 0), "0-11-8"), state.seen(), 9)
                .refused(new SinkTransaction("b", new LogPosition(5, 0), null), 10, 12)
                .told(node -> 13);

        assertThat(StateCodec.readState(StateCodec.write(seen))).isEqualTo(seen);
    }

    @Test
    void aLogComesBackWithItsClockAndPlace() {
        LogClock clock = LogClock.START.receive(Hlc.of(5, 6), new LogPosition(-1, 2), 8, "0-11-8");

        NodeLog log = NodeLog.START.taken(clock, 41);

        assertThat(StateCodec.readLog(StateCodec.write(log))).isEqualTo(log);
        assertThat(StateCodec.readLog(StateCodec.write(NodeLog.START))).isEqualTo(NodeLog.START);
    }

    @Test
    void aKeyComesBackWithItsFields() {
        KeyState state = written(KeyState.EMPTY, "a", 1, new Image(7, new byte[] {1, 2}));
        KeyState merged = new FieldMerging(new ScriptedRecords())
                .take(
                        KeyState.EMPTY,
                        state,
                        state.versions().get(0).stamp(),
                        new Write(new Dot("a", new LogPosition(1, 1)), 11, VersionVector.EMPTY, null),
                        new RowChange(true, null, new Image(7, new byte[0]), Set.of()),
                        new MergeRules(WholeRecord.LAST_WRITER_WINS, Optional.of(ScriptedRecords.RULES)));

        KeyState read = StateCodec.readState(StateCodec.write(merged));

        assertThat(read).isEqualTo(merged);
        assertThat(read.fields().values(ScriptedRecords.RULES)).isEqualTo(ScriptedRecords.ROW);
    }

    @Test
    void whatAnEarlierResolverWroteIsRead() {
        KeyState state = written(KeyState.EMPTY, "a", 1, new Image(7, new byte[] {1, 2}));
        LogClock clock = LogClock.START.receive(Hlc.of(5, 6), new LogPosition(-1, 2), 8, null);
        String vector = "000161" + "0000000000000001" + "0000000000000001";
        String version = "000161" + "0000000000000001" + "0000000000000001" + "0000000000030004" + "0000"
                + "000000000000000b" + "00000002" + "00000007" + "0102";
        String key = "0000000000030004" + "0001" + vector + "0001" + version;
        String log = "0000000000050006" + "ffffffffffffffff" + "0000000000000002" + "0000000000000008";

        assertThat(StateCodec.readState(bytes("01" + key))).isEqualTo(state);
        assertThat(StateCodec.readState(bytes("02" + key + "0000"))).isEqualTo(state);
        assertThat(StateCodec.readLog(bytes("01" + log))).isEqualTo(new NodeLog(clock, NodeLog.UNKNOWN));
        assertThat(StateCodec.readLog(bytes("02" + log + "00"))).isEqualTo(new NodeLog(clock, NodeLog.UNKNOWN));
        assertThat(StateCodec.readLog(bytes("04" + log + "00"))).isEqualTo(new NodeLog(clock, NodeLog.UNKNOWN));
    }

    @Test
    void aRowOfASnapshotComesBackWithItsAgeAndAnEarlierOneWithout() {
        Dot dot = new Dot("a", new LogPosition(1, 1));
        FieldValue age = FieldValue.Numeric.of(1_999);
        KeyState state = KeyState.EMPTY
                .merge(new Version(dot, Hlc.of(3, 4), VersionVector.EMPTY, 11, new Image(7, new byte[] {1, 2}), age))
                .state();
        String vector = "000161" + "0000000000000001" + "0000000000000001";
        String version = "000161" + "0000000000000001" + "0000000000000001" + "0000000000030004" + "0000"
                + "000000000000000b" + "00000002" + "00000007" + "0102" + "01";
        String earlier = "03" + "0000000000030004" + "0001" + vector + "0001" + version + "0000" + "00";

        assertThat(StateCodec.readState(StateCodec.write(state))).isEqualTo(state);
        assertThat(StateCodec.readState(bytes(earlier)).versions())
                .extracting(Version::found)
                .containsExactly(FieldValue.Nothing.VALUE);
    }

    /** The format is that of {@link BigInteger#toByteArray}, however it is written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "127",
                "128",
                "-128",
                "-129",
                "12.50",
                "1E-10",
                "1E+20",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "-9223372036854775809",
                "123456789012345678901234567890.5"
            })
    void aNumberOfAnySizeComesBack(String text) throws IOException {
        BigDecimal number = new BigDecimal(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ValueCodec.writeNumber(new DataOutputStream(bytes), number);

        byte[] unscaled = number.unscaledValue().toByteArray();
        assertThat(bytes.toByteArray())
                .isEqualTo(ByteBuffer.allocate(2 * Integer.BYTES + unscaled.length)
                        .putInt(number.scale())
                        .putInt(unscaled.length)
                        .put(unscaled)
                        .array());
        assertThat(ValueCodec.readNumber(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(number);
    }

    @Test
    void aValueThatIsCutShortIsRefused() {
        byte[] whole = StateCodec.write(written(KeyState.EMPTY, "a", 1, new Image(7, new byte[] {1, 2})));

        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> StateCodec.readState(cut)).hasMessageContaining("cut short");
        }
    }

    @Test
    void whatALaterResolverWroteIsRefused() {
        byte[] later = StateCodec.write(KeyState.EMPTY);
        later[0] = 99;

        assertThatThrownBy(() -> StateCodec.readState(later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds format 99, this resolver reads up to");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static KeyState written(KeyState state, String node, long major, @Nullable Image image) {
        Dot dot = new Dot(node, new LogPosition(major, 1));
        return state.merge(new Version(dot, Hlc.of(3, 4), SeenBefore.LOG.context(node, state), 11, image))
                .state();
    }
}
